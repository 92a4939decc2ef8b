/**
 * RSAES-OAEP-params (RFC 4055 §4.1, RFC 8017 §A.2.1). Understood: SHA-1 (the default), SHA-256, -384 or -512, MGF1 over
 * the same digest, no label. OAEP does not need a digest that resists collisions, so SHA-1 is read; it is not written.
 */
import type { HashName } from '../algorithms/hash-name.ts';
import { HASH_OIDS } from '../algorithms/hash-name.ts';
import { isNull, readAlgorithmParts } from '../algorithms/identifier.ts';
import { OID } from '../der/oids.ts';
import type { Der, Fields } from '../der/read.ts';
import { contextConstructed, TAG } from '../der/tags.ts';
import { explicit, nullValue, oid, sequence } from '../der/write.ts';

export type OaepHash = 'sha1' | HashName;

const FIELD = 'rsaesOaepParameters';

/** undefined: parameters that are not opened here. */
export function readOaepParameters(value: Der | undefined): OaepHash | undefined {
  // RFC 4055 §4.1 requires them; without, nobody said what the sender did.
  if (!value) return undefined;
  const fields = value.open(TAG.sequence, FIELD);
  const hashAt = inner(fields, 0);
  const maskAt = inner(fields, 1);
  const labelAt = inner(fields, 2);
  fields.done();
  const hash = hashAt ? readHash(hashAt) : 'sha1';
  const mask = maskAt ? readMask(maskAt) : 'sha1';
  return hash === mask && (!labelAt || isEmptyLabel(labelAt)) ? hash : undefined;
}

function inner(fields: Fields, n: number): Der | undefined {
  const wrapped = fields.maybe(contextConstructed(n))?.open(contextConstructed(n), FIELD);
  const value = wrapped?.any(FIELD);
  wrapped?.done();
  return value;
}

function readHash(value: Der): OaepHash | undefined {
  const { oid: type, parameters } = readAlgorithmParts(value, FIELD);
  if (parameters && !isNull(parameters)) value.fail(FIELD, 'a digest with parameters');
  return type === OID.sha1 ? 'sha1' : HASH_OIDS.get(type);
}

function readMask(value: Der): OaepHash | undefined {
  const { oid: type, parametersAt } = readAlgorithmParts(value, FIELD);
  return type === OID.mgf1 && parametersAt ? readHash(parametersAt) : undefined;
}

function isEmptyLabel(value: Der): boolean {
  const { oid: type, parametersAt } = readAlgorithmParts(value, FIELD);
  return type === OID.pSpecified && parametersAt?.tag === TAG.octetString && parametersAt.content.length === 0;
}

export function writeOaepParameters(hash: HashName): Uint8Array {
  const digest = sequence(oid(OID[hash]), nullValue());
  return sequence(explicit(0, digest), explicit(1, sequence(oid(OID.mgf1), digest)));
}
