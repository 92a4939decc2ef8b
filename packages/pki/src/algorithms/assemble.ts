/** SEQUENCE { tbs, signature algorithm, BIT STRING }: how certificates, requests, lists and OCSP answers end. */
import { readHeader } from '../der/check.ts';
import { TAG } from '../der/tags.ts';
import { readDer } from '../der/read.ts';
import { bitOctets, sequence } from '../der/write.ts';
import { PkiError } from '../errors.ts';
import type { SignatureAlgorithmName } from './signature-algorithm.ts';
import { readSignatureAlgorithm, writeSignatureAlgorithm } from './signature-algorithm.ts';
import { writeSignatureValue } from './signature-value.ts';

/** The signature is raw: r‖s for SM2 and ECDSA, the bytes for RSA. Throws `pki/bad-value` when its length is wrong. */
export function assembleSigned(
  tbs: Uint8Array,
  algorithm: SignatureAlgorithmName,
  signature: Uint8Array,
  ...more: Uint8Array[]
): Uint8Array {
  const value = bitOctets(writeSignatureValue(algorithm, signature));
  return sequence(tbs, writeSignatureAlgorithm(algorithm), value, ...more);
}

/** The same where the algorithm already stands inside what was signed: both are one (RFC 5280 §4.1.1.2, §5.1.1.2). */
export function assembleWithInner(tbs: Uint8Array, signature: Uint8Array, member: number): Uint8Array {
  const inner = memberOf(tbs, member);
  const { name } = readSignatureAlgorithm(readDer(inner), 'signature');
  if (!name) throw new PkiError('pki/unsupported-algorithm', 'not one this package signs with', { field: 'signature' });
  return sequence(tbs, inner, bitOctets(writeSignatureValue(name, signature)));
}

/** The n-th member of a SEQUENCE, without a walk over the rest: lists are long. */
function memberOf(tbs: Uint8Array, n: number): Uint8Array {
  const outer = readHeader(tbs, 0, tbs.length, 0);
  if (outer.tag !== TAG.sequence || outer.end !== tbs.length) {
    throw new PkiError('pki/bad-structure', 'not one SEQUENCE', { offset: 0, field: 'tbs' });
  }
  let at = outer.contentStart;
  for (let i = 0; i < n; i++) at = readHeader(tbs, at, outer.end, 0).end;
  return tbs.subarray(at, readHeader(tbs, at, outer.end, 0).end);
}
