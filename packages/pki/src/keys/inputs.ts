/** What `#keys` takes and names. */
export type PrfName = 'sha1' | 'sha256' | 'sha384' | 'sha512' | 'sm3';

export interface Pbkdf2Input {
  prf: PrfName;
  password: Uint8Array;
  salt: Uint8Array;
  iterations: number;
  /** In bytes. */
  length: number;
}
