/** What SM4's modes are built on: by the WebAssembly core or in TypeScript (chosen-engine.ts). */

/** In the engine's own form. Secret: whoever asked for them wipes them. */
export type RoundKeys = Int32Array<ArrayBuffer>;

/** Everything works in place. Lengths have been checked. */
export interface Sm4Engine {
  roundKeys(key: Uint8Array, direction: 'encrypt' | 'decrypt'): RoundKeys;
  /** Whole blocks. */
  ecb(keys: RoundKeys, data: Uint8Array): void;
  /** Whole blocks; `chain` becomes the last block of the ciphertext, here and in `cbcDecrypt`. */
  cbcEncrypt(keys: RoundKeys, chain: Uint8Array, data: Uint8Array): void;
  cbcDecrypt(keys: RoundKeys, chain: Uint8Array, data: Uint8Array): void;
  /**
   * Adds the key stream from byte `used` of `counter`'s block on; `counter` becomes the block of the next byte. It counts in all
   * 128 bits, or with `short` in its last 32.
   */
  ctr(keys: RoundKeys, counter: Uint8Array, used: number, data: Uint8Array, short: boolean): void;
  /** Takes `data`, its last block filled up with zeros, into `sum` by the hash key `h`. `data` stays as it is. */
  ghash(h: Uint8Array, sum: Uint8Array, data: Uint8Array): void;
}
