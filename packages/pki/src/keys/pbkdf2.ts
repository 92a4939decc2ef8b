/** PBKDF2-params (RFC 8018 §A.2), read within limits. The pseudorandom function is HMAC with SHA-1, SHA-2 or SM3. */
import { isNull, readAlgorithmParts } from '../algorithms/identifier.ts';
import type { Der } from '../der/read.ts';
import { TAG } from '../der/tags.ts';
import { readSmallInteger } from '../der/values.ts';
import { integer, nullValue, octetString, oid, sequence } from '../der/write.ts';
import { PkiError } from '../errors.ts';
import type { PrfName } from './inputs.ts';
import { GM_ALIASES, KEY_OID } from './oids.ts';

export interface Pbkdf2Parameters {
  salt: Uint8Array;
  iterations: number;
  /** Where the count stands. */
  iterationsOffset: number;
  /** In bytes, if it is said. */
  keyLength: number | undefined;
  prf: PrfName;
}

const PRF_OIDS: Readonly<Record<string, PrfName>> = {
  [KEY_OID.hmacSha1]: 'sha1',
  [KEY_OID.hmacSha256]: 'sha256',
  [KEY_OID.hmacSha384]: 'sha384',
  [KEY_OID.hmacSha512]: 'sha512',
  [KEY_OID.hmacSm3]: 'sm3',
};

const MAX_SALT = 1024;

/** An AlgorithmIdentifier of PBKDF2. Throws `pki/unsupported-algorithm` for another function or another salt source. */
export function readPbkdf2(value: Der): Pbkdf2Parameters {
  const field = 'keyDerivationFunc';
  const { oid: type, parametersAt } = readAlgorithmParts(value, field);
  if ((GM_ALIASES[type] ?? type) !== KEY_OID.pbkdf2) unsupported(type, value, field);
  const fields = (parametersAt ?? value.fail(field, 'parameters are missing')).open(TAG.sequence, field);
  const saltAt = fields.any('salt');
  if (saltAt.tag !== TAG.octetString) unsupported('a salt from elsewhere', saltAt, 'salt');
  if (saltAt.content.length > MAX_SALT) {
    throw new PkiError('pki/too-large', `a salt of more than ${MAX_SALT} bytes`, {
      offset: saltAt.offset,
      field: 'salt',
    });
  }
  const countAt = fields.any('iterationCount');
  const iterations = readSmallInteger(countAt, 'iterationCount');
  const lengthAt = fields.maybe(TAG.integer);
  const prfAt = fields.maybe(TAG.sequence);
  fields.done();
  // The default of RFC 8018 is SHA-1, that of GM/T 0091 SM3.
  const usual = type === KEY_OID.pbkdf2 ? 'sha1' : 'sm3';
  return {
    salt: saltAt.content,
    iterations,
    iterationsOffset: countAt.offset,
    keyLength: lengthAt && readSmallInteger(lengthAt, 'keyLength'),
    prf: prfAt ? readPrf(prfAt) : usual,
  };
}

/** HMAC with one of the digests, as a pseudorandom function or as a MAC. */
export function readPrf(value: Der): PrfName {
  const { oid: type, parameters } = readAlgorithmParts(value, 'prf');
  if (parameters && !isNull(parameters)) value.fail('prf', 'unexpected parameters');
  return PRF_OIDS[GM_ALIASES[type] ?? type] ?? unsupported(type, value, 'prf');
}

export function writePbkdf2(prf: 'sha256' | 'sm3', salt: Uint8Array, iterations: number): Uint8Array {
  const function_ = prf === 'sm3' ? KEY_OID.hmacSm3 : KEY_OID.hmacSha256;
  const parameters = sequence(octetString(salt), integer(iterations), sequence(oid(function_), nullValue()));
  return sequence(oid(KEY_OID.pbkdf2), parameters);
}

export function unsupported(detail: string, value: Der, field: string): never {
  throw new PkiError('pki/unsupported-algorithm', detail, { offset: value.offset, field });
}
