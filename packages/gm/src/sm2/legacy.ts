/**
 * The ciphertext order C1‖C2‖C3 of the text of 2010, which older programs and devices still use. Whoever reads such a ciphertext
 * must know it from elsewhere: trying one order after the other would answer questions about ciphertexts that nobody should ask.
 */

import type { Bytes } from '../bytes.ts';
import { concat } from '../bytes.ts';
import type { Sm2Ciphertext } from './encryption.ts';
import { C1_LENGTH, C3_LENGTH, ciphertextPoint } from './encryption.ts';

/** C1‖C2‖C3 → C1‖C3‖C2. Throws gm/invalid-length, gm/invalid-point. */
export function ciphertextFromC1C2C3(legacy: Uint8Array): Sm2Ciphertext {
  ciphertextPoint(legacy);
  const end = legacy.length - C3_LENGTH;
  return concat(legacy.subarray(0, C1_LENGTH), legacy.subarray(end), legacy.subarray(C1_LENGTH, end));
}

/** C1‖C3‖C2 → C1‖C2‖C3. Throws gm/invalid-length, gm/invalid-point. */
export function ciphertextToC1C2C3(ciphertext: Uint8Array): Bytes {
  ciphertextPoint(ciphertext);
  const c2 = C1_LENGTH + C3_LENGTH;
  return concat(ciphertext.subarray(0, C1_LENGTH), ciphertext.subarray(c2), ciphertext.subarray(C1_LENGTH, c2));
}
