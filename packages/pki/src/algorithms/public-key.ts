/**
 * SubjectPublicKeyInfo: SM2 (GM/T 0009), ECDSA on the NIST curves (RFC 5480), RSA (RFC 3279, RFC 4055). Keys of these
 * kinds are checked as they are read; any other kind is kept as bytes and verifies nothing. Curves are named: a key
 * that spells its curve out could bring a generator of its own choice (CVE-2020-0601), so it is of another kind here.
 */
import { GmError, sm2CheckPublicKey } from '@qianyin/gm';
import { OID } from '../der/oids.ts';
import type { Der } from '../der/read.ts';
import { readDer } from '../der/read.ts';
import { TAG } from '../der/tags.ts';
import { readBitOctets, readOid } from '../der/values.ts';
import { bitOctets, oid, sequence } from '../der/write.ts';
import { PkiError } from '../errors.ts';
import type { AlgorithmParts } from './identifier.ts';
import { isNull, readAlgorithmParts } from './identifier.ts';
import type { NistCurveName } from './nist-curve.ts';
import { isPoint, NIST_CURVE_NAMES, NIST_CURVES } from './nist-curve.ts';
import type { RsaPublicKey } from './rsa-key.ts';
import { readRsaPublicKey } from './rsa-key.ts';
import type { PssParameters } from './rsa-pss.ts';
import { readPssParameters } from './rsa-pss.ts';

export type KeyKind = 'sm2' | NistCurveName | 'rsa' | 'other';

export interface PublicKeyInfo {
  /** Encoded SubjectPublicKeyInfo. */
  der: Uint8Array;
  /** Its algorithm's object identifier. */
  algorithm: string;
  kind: KeyKind;
  /** Content of the BIT STRING. SM2 and the NIST curves: 04‖X‖Y, on the curve. RSA: an RSAPublicKey within limits. */
  publicKey: Uint8Array;
  /** Of kind `rsa` alone. */
  rsa: RsaPublicKey | undefined;
  /** The key says id-RSASSA-PSS: it signs with PSS alone, and as the parameters, if any, say (RFC 4055 §1.2). */
  pssOnly: { parameters: PssParameters | undefined } | undefined;
}

/** Parse one SubjectPublicKeyInfo, as WebCrypto exports it ("spki"). Throws as parseCertificate does. */
export function parsePublicKeyInfo(der: Uint8Array): PublicKeyInfo {
  return readPublicKeyInfo(readDer(der, { limits: { maxBytes: 4096, maxDepth: 8 } }));
}

export function readPublicKeyInfo(value: Der): PublicKeyInfo {
  const field = 'subjectPublicKeyInfo';
  const fields = value.open(TAG.sequence, field);
  const algorithm = readAlgorithmParts(fields.any(field), field);
  const keyAt = fields.any(field);
  fields.done();
  const kind = keyKindOf(algorithm);
  const info = { der: value.bytes, algorithm: algorithm.oid, kind, rsa: undefined, pssOnly: undefined };
  const publicKey = readBitOctets(keyAt, field);
  if (kind === 'rsa') {
    const parameters = algorithm.parametersAt && readPssKeyParameters(algorithm);
    return {
      ...info,
      publicKey,
      rsa: readRsaPublicKey(publicKey, keyAt.contentOffset + 1),
      pssOnly: algorithm.oid === OID.rsaPss ? { parameters } : undefined,
    };
  }
  if (kind !== 'other') checkPoint(kind, publicKey, keyAt.offset);
  return { ...info, publicKey };
}

/** The kind of key that an AlgorithmIdentifier names. */
export function keyKindOf({ oid: type, parameters, parametersAt }: AlgorithmParts): KeyKind {
  if (type === OID.rsaPss) return 'rsa';
  // RFC 3279 §2.3.1: NULL; absent is met too.
  if (type === OID.rsaEncryption) return parameters === undefined || isNull(parameters) ? 'rsa' : 'other';
  if (type !== OID.ecPublicKey || parametersAt?.tag !== TAG.oid) return 'other';
  const curve = readOid(parametersAt, 'subjectPublicKeyInfo');
  return curve === OID.sm2Curve ? 'sm2' : (NIST_CURVE_NAMES.find((name) => NIST_CURVES[name].oid === curve) ?? 'other');
}

function readPssKeyParameters({ oid: type, parametersAt }: AlgorithmParts): PssParameters | undefined {
  return type === OID.rsaPss && parametersAt ? readPssParameters(parametersAt) : undefined;
}

/** A point off the curve leaks key bits of whoever computes with it. */
function checkPoint(kind: 'sm2' | NistCurveName, publicKey: Uint8Array, offset?: number): void {
  const where = { offset, field: 'publicKey' };
  if (kind !== 'sm2') {
    if (isPoint(NIST_CURVES[kind], publicKey)) return;
    throw new PkiError('pki/unsupported-key', `not an uncompressed point of ${kind}`, where);
  }
  try {
    sm2CheckPublicKey(publicKey);
  } catch (cause) {
    if (!(cause instanceof GmError)) throw cause;
    throw new PkiError('pki/unsupported-key', 'not a point of the SM2 curve', { ...where, cause });
  }
}

/** What builders take as a key: the 65 bytes 04‖X‖Y of an SM2 key, or a parsed SubjectPublicKeyInfo of any kind. */
export type PublicKeyInput = Uint8Array | PublicKeyInfo;

/** Throws `pki/unsupported-key` for what is not an SM2 point. */
export function toPublicKeyInfo(key: PublicKeyInput): PublicKeyInfo {
  if (!(key instanceof Uint8Array)) return key;
  return ecPublicKeyInfo('sm2', key);
}

/** `point` is 04‖X‖Y. Throws `pki/unsupported-key` when it is not on the curve. */
export function ecPublicKeyInfo(kind: 'sm2' | NistCurveName, point: Uint8Array): PublicKeyInfo {
  checkPoint(kind, point);
  const curve = kind === 'sm2' ? OID.sm2Curve : NIST_CURVES[kind].oid;
  const der = sequence(sequence(oid(OID.ecPublicKey), oid(curve)), bitOctets(point));
  return {
    der,
    algorithm: OID.ecPublicKey,
    kind,
    publicKey: der.subarray(-point.length),
    rsa: undefined,
    pssOnly: undefined,
  };
}
