/**
 * ECPrivateKey (SEC 1 §C.4, RFC 5915): version 1, the scalar, the curve, the public key. A public key that stands there is
 * compared with the scalar's own. The bare INTEGER of GM/T 0009 (SM2PrivateKey) is read too.
 */
import { OID } from '../der/oids.ts';
import type { Der } from '../der/read.ts';
import { readOwnDer } from '../der/read.ts';
import { contextConstructed, TAG } from '../der/tags.ts';
import { readBitOctets, readOid, readSmallInteger } from '../der/values.ts';
import { bitOctets, explicit, integer, octetString, oid } from '../der/write.ts';
import { Secret } from '@qianyin/gm';
import { PkiError } from '../errors.ts';
import { NIST_CURVE_NAMES, NIST_CURVES } from '../algorithms/nist-curve.ts';
import type { EcKind, PrivateKey } from './private-key.ts';
import { checkPublicKey, ecPrivateKey } from './private-key.ts';
import { encodeWiping } from './wipe.ts';

const LIMITS = { maxBytes: 1024, maxDepth: 4 };

/** With the curve's name inside. The caller wipes `der`. Throws PkiError with offset and field. */
export function parseSec1(der: Uint8Array): PrivateKey {
  return readSec1(readOwnDer(der, { limits: LIMITS }), undefined);
}

/** `kind`: the curve that stands outside, in PKCS #8. */
export function readSec1(value: Der, kind: EcKind | undefined): PrivateKey {
  const field = 'ecPrivateKey';
  if (value.tag === TAG.integer && kind) return ecPrivateKey(kind, new Uint8Array(value.content), value.contentOffset);
  const fields = value.open(TAG.sequence, field);
  const versionAt = fields.any('version');
  if (readSmallInteger(versionAt, 'version') !== 1) versionAt.fail('version', 'not version 1');
  const scalarAt = fields.next(TAG.octetString, 'privateKey');
  const curveAt = fields.maybe(contextConstructed(0))?.only(contextConstructed(0), 'parameters');
  const publicAt = fields.maybe(contextConstructed(1))?.only(contextConstructed(1), 'publicKey');
  fields.done();
  const named = curveAt && readCurve(curveAt);
  if (named && kind && named !== kind) curveAt.fail('parameters', 'another curve than outside');
  const curve = kind ?? named ?? value.fail('parameters', 'missing');
  const key = ecPrivateKey(curve, new Uint8Array(scalarAt.content), scalarAt.contentOffset);
  if (publicAt) checkPublicKey(key, readBitOctets(publicAt, 'publicKey'), publicAt.offset);
  return key;
}

function readCurve(value: Der): EcKind {
  const type = value.tag === TAG.oid ? readOid(value, 'parameters') : undefined;
  if (type === OID.sm2Curve) return 'sm2';
  const found = NIST_CURVE_NAMES.find((name) => NIST_CURVES[name].oid === type);
  if (found) return found;
  // A curve that is spelled out could be any curve.
  throw new PkiError('pki/unsupported-key', 'not one of the named curves', {
    offset: value.offset,
    field: 'parameters',
  });
}

/** ECPrivateKey with curve and public key. Throws `pki/unsupported-key` for RSA. */
export function writeSec1(key: PrivateKey): Secret {
  return Secret.take(sec1Of(key, true));
}

/** In PKCS #8 the curve stands outside. */
export function sec1Of({ kind, secret, publicKey }: PrivateKey, withCurve: boolean): Uint8Array {
  if (kind === 'rsa') throw new PkiError('pki/unsupported-key', 'not a key of a curve', { field: 'privateKey' });
  const curve = kind === 'sm2' ? OID.sm2Curve : NIST_CURVES[kind].oid;
  return encodeWiping(
    TAG.sequence,
    integer(1),
    secret.use((scalar) => octetString(scalar)),
    ...(withCurve ? [explicit(0, oid(curve))] : []),
    explicit(1, bitOctets(publicKey.publicKey)),
  );
}
