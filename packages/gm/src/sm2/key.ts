/** SM2 key pairs (GM/T 0003.1-2012 clause 6): d in [1, n−2], P = d·G. */

import type { Bytes } from '../bytes.ts';
import { fromInteger } from '../bytes.ts';
import type { RandomBytes } from '../random.ts';
import { randomScalar } from '../random.ts';
import { Secret } from '../secret.ts';
import { decodePoint, encodePoint, G, openScalar, ORDER, times } from './curve.ts';

/** The largest private key: with d = n−1 the signature's (1+d)⁻¹ does not exist. */
export const MAX_PRIVATE_KEY = ORDER - 2n;

export interface Sm2KeyPair {
  privateKey: Secret;
  /** 65 bytes 04‖X‖Y. */
  publicKey: Bytes;
}

/** A fresh key pair. Throws gm/retry-exhausted when the random source is broken. */
export function sm2GenerateKeyPair(random: RandomBytes): Sm2KeyPair {
  const d = randomScalar(random, MAX_PRIVATE_KEY);
  return { privateKey: Secret.take(fromInteger(d)), publicKey: encodePoint(times(G, d)) };
}

/** P = d·G. Throws gm/invalid-scalar unless d is in [1, n−2]. */
export function sm2PublicKey(privateKey: Secret): Bytes {
  return encodePoint(times(G, openScalar(privateKey, 'privateKey', MAX_PRIVATE_KEY)));
}

/** Throws gm/invalid-length or gm/invalid-point unless the key is 04‖X‖Y, on the curve and not infinity. */
export function sm2CheckPublicKey(publicKey: Uint8Array): void {
  decodePoint(publicKey, 'publicKey');
}
