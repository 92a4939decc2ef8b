/** Names and lengths of message digests: SM3 (GM/T 0006) and SHA-2 (RFC 5754). No arithmetic, for the phone's sake. */
import type { HashName } from '../algorithms/hash-name.ts';
import type { AlgorithmIdentifier } from '../algorithms/identifier.ts';
import { isNull } from '../algorithms/identifier.ts';
import { OID } from '../der/oids.ts';
import { nullValue, oid, sequence } from '../der/write.ts';

export type DigestName = 'sm3' | HashName;

/** In bytes. */
export const DIGEST_LENGTH: Readonly<Record<DigestName, number>> = { sm3: 32, sha256: 32, sha384: 48, sha512: 64 };

const NAMES: readonly DigestName[] = ['sm3', 'sha256', 'sha384', 'sha512'];

/** undefined: a digest that is not understood, or one with parameters. NULL and absent are both met (RFC 5754 §2). */
export function digestNameOf({ oid: type, parameters }: AlgorithmIdentifier): DigestName | undefined {
  if (parameters && !isNull(parameters)) return undefined;
  return NAMES.find((name) => OID[name] === type);
}

/** SM3 as GB/T 35275 software writes it, without parameters; SHA-2 with NULL, which every reader accepts. */
export const writeDigest = (name: DigestName): Uint8Array =>
  name === 'sm3' ? sequence(oid(OID.sm3)) : sequence(oid(OID[name]), nullValue());
