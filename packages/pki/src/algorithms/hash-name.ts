/** The digests that ECDSA and RSA signatures may use (RFC 5754). SHA-1 and SHA-224 are not among them. */
import { OID } from '../der/oids.ts';

export type HashName = 'sha256' | 'sha384' | 'sha512';

/** In bytes. */
export const HASH_LENGTH: Readonly<Record<HashName, number>> = { sha256: 32, sha384: 48, sha512: 64 };

export const HASH_OIDS: ReadonlyMap<string, HashName> = new Map([
  [OID.sha256, 'sha256'],
  [OID.sha384, 'sha384'],
  [OID.sha512, 'sha512'],
]);
