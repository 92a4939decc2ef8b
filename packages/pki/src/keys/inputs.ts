/** What `#keys` takes and names. */
export type PrfName = 'sha1' | 'sha256' | 'sha384' | 'sha512' | 'sm3';

/** Octets of one digest. */
export const PRF_LENGTH: Readonly<Record<PrfName, number>> = { sha1: 20, sha256: 32, sha384: 48, sha512: 64, sm3: 32 };

export interface Pbkdf2Input {
  prf: PrfName;
  password: Uint8Array;
  salt: Uint8Array;
  iterations: number;
  /** In bytes. */
  length: number;
}
