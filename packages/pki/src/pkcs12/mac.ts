/**
 * MacData (RFC 7292 §4): HMAC over the authenticated safe, its key from the PKCS #12 derivation, or by PBMAC1 (RFC 9579,
 * GM/T 0091's name is read too). Written: HMAC-SHA-256, or HMAC-SM3 beside SM4.
 */
import { constantTimeEqual } from '@qianyin/gm';
import type { RandomBytes } from '@qianyin/gm';
import { hmac, pbkdf2 } from '#keys';
import { isNull, readAlgorithmParts } from '../algorithms/identifier.ts';
import { OID } from '../der/oids.ts';
import type { Der } from '../der/read.ts';
import { TAG } from '../der/tags.ts';
import { readSmallInteger } from '../der/values.ts';
import { integer, nullValue, octetString, oid, sequence } from '../der/write.ts';
import type { PrfName } from '../keys/inputs.ts';
import { PRF_LENGTH } from '../keys/inputs.ts';
import { GM_ALIASES, KEY_OID } from '../keys/oids.ts';
import { readPbkdf2, readPrf, unsupported } from '../keys/pbkdf2.ts';
import { useOnce } from '../keys/wipe.ts';
import { drawn } from '../random.ts';
import { pkcs12Kdf, PURPOSE } from './kdf.ts';
import type { PasswordForms } from './password-forms.ts';

const DIGESTS: Readonly<Record<string, PrfName>> = {
  [OID.sha1]: 'sha1',
  [OID.sha256]: 'sha256',
  [OID.sha384]: 'sha384',
  [OID.sha512]: 'sha512',
  [OID.sm3]: 'sm3',
};

/** Whether the MAC over `content` is the password's. Throws for algorithms and counts that are not accepted. */
export function macHolds(value: Der, content: Uint8Array, forms: PasswordForms): boolean {
  const fields = value.open(TAG.sequence, 'macData');
  const info = fields.next(TAG.sequence, 'mac').open(TAG.sequence, 'mac');
  const algorithmAt = info.any('digestAlgorithm');
  const expected = info.next(TAG.octetString, 'digest').content;
  info.done();
  const salt = fields.next(TAG.octetString, 'macSalt').content;
  const countAt = fields.maybe(TAG.integer);
  fields.done();
  const { oid: type, parameters, parametersAt } = readAlgorithmParts(algorithmAt, 'digestAlgorithm');
  if ((GM_ALIASES[type] ?? type) === KEY_OID.pbmac1 && parametersAt) {
    return constantTimeEqual(pbmac1(parametersAt, content, forms), expected);
  }
  const hash = DIGESTS[type] ?? unsupported(type, algorithmAt, 'digestAlgorithm');
  if (parameters && !isNull(parameters)) algorithmAt.fail('digestAlgorithm', 'a digest with parameters');
  if (salt.length > 1024) value.fail('macSalt', 'longer than 1024 bytes');
  const iterations = countAt ? readSmallInteger(countAt, 'iterationCount') : 1;
  forms.limit.spend(iterations, (countAt ?? value).offset);
  return constantTimeEqual(macOf({ hash, password: forms.bmp, salt, iterations, content }), expected);
}

function macOf(input: {
  hash: PrfName;
  password: Uint8Array;
  salt: Uint8Array;
  iterations: number;
  content: Uint8Array;
}): Uint8Array {
  const { hash, content } = input;
  const key = pkcs12Kdf({ ...input, purpose: PURPOSE.mac, length: PRF_LENGTH[hash] });
  return useOnce(key, () => hmac(hash, key, content));
}

/** PBMAC1-params (RFC 8018 §A.5); the length of the key is said there (RFC 9579 §5). */
function pbmac1(parameters: Der, content: Uint8Array, { utf8: password, limit }: PasswordForms): Uint8Array {
  const field = 'pbmac1';
  const fields = parameters.open(TAG.sequence, field);
  const derivationAt = fields.any(field);
  const hash = readPrf(fields.any(field));
  fields.done();
  const work = readPbkdf2(derivationAt);
  const { salt, iterations, keyLength, prf } = work;
  if (keyLength === undefined || keyLength < 20 || keyLength > 64) {
    return derivationAt.fail('keyLength', '20 to 64 bytes expected');
  }
  limit.spendPbkdf2(work, keyLength);
  const key = pbkdf2({ prf, password, salt, iterations, length: keyLength });
  return useOnce(key, () => hmac(hash, key, content));
}

/** `password` as RFC 7292 §B.1 writes it. */
export function writeMac(input: {
  hash: 'sha256' | 'sm3';
  password: Uint8Array;
  content: Uint8Array;
  iterations: number;
  random: RandomBytes;
}): Uint8Array {
  const { hash, iterations } = input;
  const salt = new Uint8Array(drawn(input.random, 16));
  const mac = macOf({ ...input, salt });
  return sequence(
    sequence(sequence(oid(OID[hash]), nullValue()), octetString(mac)),
    octetString(salt),
    integer(iterations),
  );
}
