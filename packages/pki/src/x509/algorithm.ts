/**
 * Algorithm identifiers, SM2 public keys and signature values inside certificates, requests and lists
 * (GM/T 0009, GM/T 0015; RFC 5280 §4.1.1.2). Parameters of SM2-with-SM3 are absent when written; NULL is accepted.
 */
import { GmError, signatureFromDer, signatureToDer, sm2CheckPublicKey } from '@qianyin/gm';
import { OID } from '../der/oids.ts';
import type { Der } from '../der/read.ts';
import { TAG } from '../der/tags.ts';
import { readBitOctets, readOid } from '../der/values.ts';
import { bitOctets, oid, sequence } from '../der/write.ts';
import { PkiError } from '../errors.ts';

export interface AlgorithmIdentifier {
  oid: string;
  der: Uint8Array;
  /** Encoded parameters, if any. */
  parameters: Uint8Array | undefined;
}

export function readAlgorithm(value: Der, field: string): AlgorithmIdentifier {
  const fields = value.open(TAG.sequence, field);
  const type = readOid(fields.any(field), field);
  const parameters = fields.more ? fields.any(field).bytes : undefined;
  fields.done();
  return { oid: type, der: value.bytes, parameters };
}

/** SM2-with-SM3 with parameters absent or NULL. */
export function isSm2WithSm3({ oid: type, parameters }: AlgorithmIdentifier): boolean {
  const absent = parameters === undefined || (parameters.length === 2 && parameters[0] === TAG.null);
  return type === OID.sm2WithSm3 && absent;
}

export const sm2WithSm3 = (): Uint8Array => sequence(oid(OID.sm2WithSm3));

export interface PublicKeyInfo {
  der: Uint8Array;
  algorithm: string;
  kind: 'sm2' | 'other';
  /** Content of the BIT STRING; for SM2 04‖X‖Y, 65 bytes, on the curve. */
  publicKey: Uint8Array;
}

export function readPublicKeyInfo(value: Der): PublicKeyInfo {
  const field = 'subjectPublicKeyInfo';
  const fields = value.open(TAG.sequence, field);
  const algorithmAt = fields.any(field);
  const algorithm = readAlgorithm(algorithmAt, field);
  const keyAt = fields.any(field);
  fields.done();
  const publicKey = readBitOctets(keyAt, field);
  const kind = algorithm.oid === OID.ecPublicKey && isSm2Curve(algorithm) ? 'sm2' : 'other';
  if (kind === 'sm2') checkPoint(publicKey, keyAt.offset);
  return { der: value.bytes, algorithm: algorithm.oid, kind, publicKey };
}

const CURVE_PARAMETERS = oid(OID.sm2Curve);

function isSm2Curve({ parameters }: AlgorithmIdentifier): boolean {
  return parameters?.length === CURVE_PARAMETERS.length && parameters.every((byte, i) => byte === CURVE_PARAMETERS[i]);
}

// A point off the curve leaks key bits of whoever computes with it.
function checkPoint(publicKey: Uint8Array, offset?: number): void {
  try {
    sm2CheckPublicKey(publicKey);
  } catch (cause) {
    if (!(cause instanceof GmError)) throw cause;
    throw new PkiError('pki/unsupported-key', 'not a point of the SM2 curve', { offset, field: 'publicKey', cause });
  }
}

/** SubjectPublicKeyInfo of an SM2 key; `publicKey` is 04‖X‖Y. Throws `pki/unsupported-key` for anything else. */
export function buildPublicKeyInfo(publicKey: Uint8Array): Uint8Array {
  checkPoint(publicKey);
  return sequence(sequence(oid(OID.ecPublicKey), oid(OID.sm2Curve)), bitOctets(publicKey));
}

/** r‖s (64 bytes) from a DER SM2Signature; structure errors become `pki/bad-structure`. */
export function readSm2Signature(der: Uint8Array, offset: number): Uint8Array {
  try {
    return signatureFromDer(der);
  } catch (cause) {
    if (!(cause instanceof GmError)) throw cause;
    throw new PkiError('pki/bad-structure', 'not an SM2 signature', { offset, field: 'signature', cause });
  }
}

export function writeSm2Signature(signature64: Uint8Array): Uint8Array {
  if (signature64.length !== 64) throw new PkiError('pki/bad-value', '64 bytes r‖s expected', { field: 'signature' });
  return signatureToDer(signature64);
}

/** SEQUENCE { tbs, SM2-with-SM3, BIT STRING signature }: how certificates, requests, lists and OCSP answers end. */
export function assembleSigned(tbs: Uint8Array, signature64: Uint8Array, ...more: Uint8Array[]): Uint8Array {
  return sequence(tbs, sm2WithSm3(), bitOctets(writeSm2Signature(signature64)), ...more);
}
