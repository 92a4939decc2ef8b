/** SM2 key pairs (GM/T 0003.1-2012 clause 6): d in [1, n−2], P = d·G. */

import type { Bytes } from '../bytes.ts';
import { checkBytes } from '../bytes.ts';
import { GmError } from '../errors.ts';
import type { RandomBytes } from '../random.ts';
import { randomScalar } from '../random.ts';
import { Secret } from '../secret.ts';
import { arithmetic } from './arithmetic.ts';
import { checkPoint, MAX_PRIVATE_KEY, withScalar } from './curve.ts';

export interface Sm2KeyPair {
  privateKey: Secret;
  /** 65 bytes 04‖X‖Y. */
  publicKey: Bytes;
}

/** A fresh key pair. Throws gm/retry-exhausted when the random source is broken. */
export function sm2GenerateKeyPair(random: RandomBytes): Sm2KeyPair {
  const d = randomScalar(random, MAX_PRIVATE_KEY);
  const publicKey = arithmetic.multiplyBase(d);
  return { privateKey: Secret.take(d), publicKey };
}

/** P = d·G. Throws gm/invalid-scalar unless d is in [1, n−2]. */
export function sm2PublicKey(privateKey: Secret): Bytes {
  return withScalar(privateKey, 'privateKey', (d) => arithmetic.multiplyBase(d), MAX_PRIVATE_KEY);
}

/** Throws gm/invalid-length or gm/invalid-point unless the key is 04‖X‖Y, on the curve and not infinity. */
export function sm2CheckPublicKey(publicKey: Uint8Array): void {
  checkPoint(publicKey, 'publicKey');
}

/**
 * 02‖X or 03‖X (33 bytes) → 04‖X‖Y, for reading what others wrote; this package writes and takes 04‖X‖Y only.
 * Throws gm/invalid-length, gm/invalid-point.
 */
export function sm2DecompressPoint(compressed: Uint8Array): Bytes {
  checkBytes(compressed, 'compressed', 33);
  const [form] = compressed;
  if (form !== 0x02 && form !== 0x03) throw new GmError('gm/invalid-point', 'compressed');
  const point = arithmetic.decompress(compressed.subarray(1), form === 0x03);
  if (point === undefined) throw new GmError('gm/invalid-point', 'compressed');
  return point;
}
