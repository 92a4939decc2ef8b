/**
 * PrivateKeyInfo, PKCS #8 (RFC 5208, RFC 5958), not encrypted: SM2 and the NIST curves hold an ECPrivateKey (RFC 5915),
 * RSA an RSAPrivateKey. Attributes are skipped. Version 2 may bring the public key, which must be the private key's.
 */
import { Secret } from '@qianyin/gm';
import { readAlgorithmParts } from '../algorithms/identifier.ts';
import { keyKindOf } from '../algorithms/public-key.ts';
import type { Der } from '../der/read.ts';
import { readOwnDer } from '../der/read.ts';
import { contextConstructed, contextPrimitive, TAG } from '../der/tags.ts';
import { readBitOctets, readSmallInteger } from '../der/values.ts';
import { integer, octetString } from '../der/write.ts';
import { PkiError } from '../errors.ts';
import type { PrivateKey } from './private-key.ts';
import { checkPublicKey } from './private-key.ts';
import { rsaPrivateKey } from './rsa-private.ts';
import { readSec1, sec1Of } from './sec1.ts';
import { encodeWiping, useOnce } from './wipe.ts';

const LIMITS = { maxBytes: 16_384, maxDepth: 8 };

/**
 * The caller wipes `der`; the key's copy is in its Secret. Throws PkiError with offset and field: `pki/bad-der`,
 * `pki/bad-structure`, `pki/unsupported-key`, `pki/key-mismatch`, `pki/too-large`.
 */
export function parsePkcs8(der: Uint8Array): PrivateKey {
  return readPkcs8(readOwnDer(der, { limits: LIMITS }));
}

export function readPkcs8(value: Der): PrivateKey {
  const fields = value.open(TAG.sequence, 'privateKeyInfo');
  const versionAt = fields.any('version');
  if (readSmallInteger(versionAt, 'version') > 1) versionAt.fail('version', 'neither version 1 nor 2');
  const algorithmAt = fields.any('privateKeyAlgorithm');
  const algorithm = readAlgorithmParts(algorithmAt, 'privateKeyAlgorithm');
  const keyAt = fields.next(TAG.octetString, 'privateKey');
  fields.maybe(contextConstructed(0));
  const publicAt = fields.maybe(contextPrimitive(1));
  fields.done();
  const kind = keyKindOf(algorithm);
  if (kind === 'other') {
    const where = { offset: algorithmAt.offset, field: 'privateKeyAlgorithm' };
    throw new PkiError('pki/unsupported-key', algorithm.oid, where);
  }
  const key =
    kind === 'rsa'
      ? rsaPrivateKey(keyAt.content, keyAt.contentOffset, algorithm.der)
      : readSec1(readOwnDer(keyAt.content, { base: keyAt.contentOffset, limits: LIMITS }), kind);
  if (publicAt) checkPublicKey(key, readBitOctets(publicAt.as(TAG.bitString), 'publicKey'), publicAt.offset);
  return key;
}

/** Version 1, without attributes. */
export function writePkcs8(key: PrivateKey): Secret {
  const inner = key.kind === 'rsa' ? key.secret.copy() : sec1Of(key, false);
  const algorithm = readOwnDer(key.publicKey.der).open(TAG.sequence, 'subjectPublicKeyInfo').any('algorithm').bytes;
  const wrapped = useOnce(inner, (bytes) => octetString(bytes));
  // The algorithm is a view into the public key and must not be wiped with the rest.
  return Secret.take(encodeWiping(TAG.sequence, integer(0), new Uint8Array(algorithm), wrapped));
}
