/**
 * The phone's side of a blind decryption (specs/two-party-sm2/v1.md, clause 7, steps 1 and 3): the signer learns neither ciphertext nor plaintext.
 */

import type { Bytes } from '../bytes.ts';
import { fromInteger } from '../bytes.ts';
import { GmError } from '../errors.ts';
import type { RandomBytes } from '../random.ts';
import { randomScalar } from '../random.ts';
import { Secret } from '../secret.ts';
import { decodePoint, encodePoint, G, invert, openScalar, ORDER, times } from '../sm2/curve.ts';
import { ciphertextPoint, openCiphertext } from '../sm2/encryption.ts';
import type { DecryptionContext } from './context.ts';
import { encodeDecryptionContext, TAG } from './context.ts';
import { prove } from './proofs.ts';

/**
 * Blinds C1 with a fresh ρ and applies the phone's share. `blinded` and `t1` (65 bytes each) and `proof` (64 bytes) go to the signer;
 * none of them may be kept: beside the masked share they allow PINs to be tried offline.
 * `ciphertext` is C1‖C3‖C2. Throws gm/invalid-length, gm/invalid-point.
 */
export function phoneStartDecryption(input: {
  d1: Secret;
  ciphertext: Uint8Array;
  context: DecryptionContext;
  random: RandomBytes;
}): { rho: Secret; blinded: Bytes; t1: Bytes; proof: Bytes } {
  const context = encodeDecryptionContext(input.context);
  const C1 = ciphertextPoint(input.ciphertext);
  const d1 = openScalar(input.d1, 'd1');
  const rho = randomScalar(input.random, ORDER - 1n);
  const blinded = times(C1, rho);
  const T1 = times(blinded, d1);
  const pairs = [
    { base: G, value: times(G, d1) },
    { base: blinded, value: T1 },
  ];
  const proof = prove({ tag: TAG.decryption, context, pairs }, d1, input.random);
  return { rho: Secret.take(fromInteger(rho)), blinded: encodePoint(blinded), t1: encodePoint(T1), proof };
}

/**
 * Unblinds the signer's answer: ρ⁻¹·T2 − C1 = d·C1, then opens the ciphertext. `rho` is wiped whatever happens.
 * Throws gm/decrypt-failed when the ciphertext or the answer is wrong; C3 does not say which.
 */
export function phoneFinishDecryption(input: { rho: Secret; t2: Uint8Array; ciphertext: Uint8Array }): Bytes {
  try {
    const rho = openScalar(input.rho, 'rho');
    const shared = times(decodePoint(input.t2, 't2'), invert(rho)).subtract(ciphertextPoint(input.ciphertext));
    if (shared.is0()) throw new GmError('gm/decrypt-failed', 't2');
    return openCiphertext(shared, input.ciphertext);
  } finally {
    input.rho.wipe();
  }
}
