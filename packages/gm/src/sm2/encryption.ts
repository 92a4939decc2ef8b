/**
 * SM2 public-key encryption (GM/T 0003.4-2012, GB/T 32918.4): C1‖C3‖C2 = 04‖X‖Y (65) ‖ SM3 (32) ‖ as long as the plaintext.
 * The older order C1‖C2‖C3 (2010 text) is converted by functions of its own (legacy.ts): guessing between the two would make an oracle.
 */

import type { Bytes } from '../bytes.ts';
import { checkBytes, concat, constantTimeEqual, isAllZero, wipe } from '../bytes.ts';
import { GmError } from '../errors.ts';
import type { RandomBytes } from '../random.ts';
import { randomScalar } from '../random.ts';
import type { Secret } from '../secret.ts';
import { sm3Kdf, sm3Parts } from '../sm3/sm3.ts';
import { checkPoint, G, MAX_PRIVATE_KEY, times, withScalar } from './curve.ts';

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
  checkPoint(input.publicKey, 'publicKey');
  for (let i = 0; i < ATTEMPTS; i++) {
    const k = randomScalar(input.random);
    const shared = times(k, input.publicKey);
    const c1 = times(k, G);
    wipe(k);
    const c2 = sm3Kdf(shared.subarray(1), input.plaintext.length);
    // Clause 6.1 A5: an all-zero key stream would send the plaintext in clear.
    const allZero = isAllZero(c2);
    input.plaintext.forEach((byte, j) => (c2[j]! ^= byte));
    const c3 = checkValue(shared, input.plaintext);
    wipe(shared);
    if (!allZero) return concat(c1, c3, c2);
  }
  throw new GmError('gm/retry-exhausted', 'random');
}

/** Decrypts, or throws: gm/invalid-length and gm/invalid-point for what is no ciphertext, gm/decrypt-failed for a wrong one. */
export function sm2Decrypt(input: { privateKey: Secret; ciphertext: Uint8Array }): Bytes {
  const shared = withScalar(
    input.privateKey,
    'privateKey',
    (d) => times(d, ciphertextPoint(input.ciphertext)),
    MAX_PRIVATE_KEY,
  );
  return openCiphertext(shared, input.ciphertext);
}

/** C1 of a ciphertext, checked. */
export function ciphertextPoint(ciphertext: Uint8Array): Uint8Array {
  checkBytes(ciphertext, 'ciphertext');
  if (ciphertext.length <= C1_LENGTH + C3_LENGTH) throw new GmError('gm/invalid-length', 'ciphertext');
  return checkPoint(ciphertext.subarray(0, C1_LENGTH), 'ciphertext');
}

/** Opens C2 with the shared point d·C1 and checks C3, whoever computed the point. The point is wiped. */
export function openCiphertext(shared: Uint8Array, ciphertext: Uint8Array): Bytes {
  const c3 = ciphertext.subarray(C1_LENGTH, C1_LENGTH + C3_LENGTH);
  const c2 = ciphertext.subarray(C1_LENGTH + C3_LENGTH);
  const plaintext = sm3Kdf(shared.subarray(1), c2.length);
  const allZero = isAllZero(plaintext);
  c2.forEach((byte, i) => (plaintext[i]! ^= byte));
  const expected = checkValue(shared, plaintext);
  wipe(shared);
  if (allZero || !constantTimeEqual(expected, c3)) {
    wipe(plaintext);
    throw new GmError('gm/decrypt-failed', 'ciphertext');
  }
  return plaintext;
}

/** C3 = SM3(x2 ‖ M ‖ y2). */
function checkValue(shared: Uint8Array, plaintext: Uint8Array): Bytes {
  return sm3Parts(shared.subarray(1, 33), plaintext, shared.subarray(33));
}
