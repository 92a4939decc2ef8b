/** One parser with inputs that it accepts. */
export interface Parser {
  name: string;
  /** Returns, or throws a PkiError with an offset. */
  parse: (bytes: Uint8Array) => unknown;
  /** Inputs that it accepts. */
  seeds: () => Uint8Array[];
  /** Does not read into extensions, or counts bytes from the start of an enclosed certificate. */
  shallow?: boolean;
  /** Reads BER: what DER forbids is no malformed input to it. */
  ber?: boolean;
}
