/**
 * RSASSA-PSS-params (RFC 4055 §3.1, RFC 8017 §A.2.3). Understood: one of the SHA-2 digests, MGF1 over the same
 * digest, trailer 1. The defaults are SHA-1, so parameters that leave them in place are too weak, and known as such.
 */
import { OID } from '../der/oids.ts';
import type { Der, Fields } from '../der/read.ts';
import { contextConstructed, TAG } from '../der/tags.ts';
import { readSmallInteger } from '../der/values.ts';
import { explicit, integer, nullValue, oid, sequence } from '../der/write.ts';
import { isNull, readAlgorithmParts } from './identifier.ts';
import type { HashName } from './hash-name.ts';
import { HASH_LENGTH, HASH_OIDS } from './hash-name.ts';

export interface PssParameters {
  /** undefined: a digest or mask that is not understood. */
  hash: HashName | undefined;
  /** A SHA-1 anywhere, written or by default. */
  weak: boolean;
  /** In bytes. */
  saltLength: number;
}

const FIELD = 'rsaPssParameters';

export function readPssParameters(value: Der): PssParameters {
  const fields = value.open(TAG.sequence, FIELD);
  const hashAt = inner(fields, 0);
  const maskAt = inner(fields, 1);
  const saltAt = inner(fields, 2);
  const trailerAt = inner(fields, 3);
  fields.done();
  if (trailerAt && readSmallInteger(trailerAt, FIELD) !== 1) trailerAt.fail(FIELD, 'trailer is not 1');
  const hash = hashAt ? readHash(hashAt) : 'sha1';
  const mask = maskAt ? readMask(maskAt) : 'sha1';
  return {
    hash: hash !== 'sha1' && hash === mask ? hash : undefined,
    weak: hash === 'sha1' || mask === 'sha1',
    saltLength: saltAt ? readSmallInteger(saltAt, FIELD) : 20,
  };
}

function inner(fields: Fields, n: number): Der | undefined {
  const wrapped = fields.maybe(contextConstructed(n))?.open(contextConstructed(n), FIELD);
  const value = wrapped?.any(FIELD);
  wrapped?.done();
  return value;
}

function readHash(value: Der): HashName | 'sha1' | undefined {
  const { oid: type, parameters } = readAlgorithmParts(value, FIELD);
  if (parameters && !isNull(parameters)) value.fail(FIELD, 'a digest with parameters');
  return type === OID.sha1 ? 'sha1' : HASH_OIDS.get(type);
}

function readMask(value: Der): HashName | 'sha1' | undefined {
  const { oid: type, parametersAt } = readAlgorithmParts(value, FIELD);
  return type === OID.mgf1 && parametersAt ? readHash(parametersAt) : undefined;
}

/** Digest, MGF1 over it, and a salt as long as the digest. */
export function writePssParameters(hash: HashName): Uint8Array {
  const digest = sequence(oid(OID[hash]), nullValue());
  return sequence(
    explicit(0, digest),
    explicit(1, sequence(oid(OID.mgf1), digest)),
    explicit(2, integer(HASH_LENGTH[hash])),
  );
}
