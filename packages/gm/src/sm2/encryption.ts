/**
 * SM2 public-key encryption (GM/T 0003.4-2012, GB/T 32918.4): C1‖C3‖C2 = 04‖X‖Y (65) ‖ SM3 (32) ‖ as long as the plaintext.
 * The older order C1‖C2‖C3 (2010 text) is left out: guessing between the two orders would make an oracle.
 */

import { Sm3 } from '#sm3';
import type { Bytes } from '../bytes.ts';
import { checkBytes, concat, constantTimeEqual, fromInteger, isAllZero } from '../bytes.ts';
import { GmError } from '../errors.ts';
import type { RandomBytes } from '../random.ts';
import { randomScalar } from '../random.ts';
import type { Secret } from '../secret.ts';
import { sm3Kdf } from '../sm3/sm3.ts';
import type { Point } from './curve.ts';
import { decodePoint, encodePoint, G, openScalar, ORDER, times } from './curve.ts';
import { MAX_PRIVATE_KEY } from './key.ts';

/** C1‖C3‖C2; at least 98 bytes. */
export type Sm2Ciphertext = Bytes;

export const C1_LENGTH = 65;
export const C3_LENGTH = 32;

/** A one-byte plaintext meets the all-zero key stream once in 256 draws: forty draws fail once in 2^320. */
const ATTEMPTS = 40;

/** Encrypts 1 byte or more. Throws gm/invalid-point, gm/invalid-length, gm/retry-exhausted. */
export function sm2Encrypt(input: {
  publicKey: Uint8Array;
  plaintext: Uint8Array;
  random: RandomBytes;
}): Sm2Ciphertext {
  checkBytes(input.plaintext, 'plaintext');
  if (input.plaintext.length === 0) throw new GmError('gm/invalid-length', 'plaintext');
  const P = decodePoint(input.publicKey, 'publicKey');
  for (let i = 0; i < ATTEMPTS; i++) {
    const k = randomScalar(input.random, ORDER - 1n);
    const shared = times(P, k);
    const c2 = keyStream(shared, input.plaintext.length);
    // Clause 6.1 A5: an all-zero key stream would send the plaintext in clear.
    if (isAllZero(c2)) continue;
    input.plaintext.forEach((byte, j) => (c2[j]! ^= byte));
    return concat(encodePoint(times(G, k)), checkValue(shared, input.plaintext), c2);
  }
  throw new GmError('gm/retry-exhausted', 'random');
}

/** Decrypts, or throws: gm/invalid-length and gm/invalid-point for what is no ciphertext, gm/decrypt-failed for a wrong one. */
export function sm2Decrypt(input: { privateKey: Secret; ciphertext: Uint8Array }): Bytes {
  const d = openScalar(input.privateKey, 'privateKey', MAX_PRIVATE_KEY);
  return openCiphertext(times(ciphertextPoint(input.ciphertext), d), input.ciphertext);
}

/** C1 of a ciphertext, checked. */
export function ciphertextPoint(ciphertext: Uint8Array): Point {
  checkBytes(ciphertext, 'ciphertext');
  if (ciphertext.length <= C1_LENGTH + C3_LENGTH) throw new GmError('gm/invalid-length', 'ciphertext');
  return decodePoint(ciphertext.subarray(0, C1_LENGTH), 'ciphertext');
}

/** Opens C2 with the shared point d·C1 and checks C3, whoever computed the point. */
export function openCiphertext(shared: Point, ciphertext: Uint8Array): Bytes {
  const c3 = ciphertext.subarray(C1_LENGTH, C1_LENGTH + C3_LENGTH);
  const c2 = ciphertext.subarray(C1_LENGTH + C3_LENGTH);
  const plaintext = keyStream(shared, c2.length);
  const allZero = isAllZero(plaintext);
  c2.forEach((byte, i) => (plaintext[i]! ^= byte));
  if (allZero || !constantTimeEqual(checkValue(shared, plaintext), c3)) {
    plaintext.fill(0);
    throw new GmError('gm/decrypt-failed', 'ciphertext');
  }
  return plaintext;
}

function keyStream(shared: Point, length: number): Bytes {
  return sm3Kdf(concat(fromInteger(shared.x), fromInteger(shared.y)), length);
}

/** C3 = SM3(x2 ‖ M ‖ y2). */
function checkValue(shared: Point, plaintext: Uint8Array): Bytes {
  return new Sm3().update(fromInteger(shared.x)).update(plaintext).update(fromInteger(shared.y)).digest();
}
