/**
 * The phone's side of a blind decryption (specs/two-party-sm2/v1.md, clause 7, steps 1 and 3): the signer learns neither ciphertext nor plaintext.
 */

import type { Bytes } from '../bytes.ts';
import { wipe, wipedIfThrown } from '../bytes.ts';
import { GmError } from '../errors.ts';
import type { RandomBytes } from '../random.ts';
import { randomScalar } from '../random.ts';
import { Secret } from '../secret.ts';
import { arithmetic } from '../sm2/arithmetic.ts';
import { checkPoint, G, times, withScalar } from '../sm2/curve.ts';
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
  return withScalar(input.d1, 'd1', (d1) => {
    const rho = randomScalar(input.random);
    return wipedIfThrown(rho, () => {
      const blinded = times(rho, C1);
      const t1 = times(d1, blinded);
      const pairs = [
        { base: G, value: times(d1, G) },
        { base: blinded, value: t1 },
      ];
      const proof = prove({ tag: TAG.decryption, context, pairs }, d1, input.random);
      return { rho: Secret.take(rho), blinded, t1, proof };
    });
  });
}

/**
 * Unblinds the signer's answer: ρ⁻¹·T2 − C1 = d·C1, then opens the ciphertext. `rho` is wiped whatever happens.
 * Throws gm/decrypt-failed when the ciphertext or the answer is wrong; C3 does not say which.
 */
export function phoneFinishDecryption(input: { rho: Secret; t2: Uint8Array; ciphertext: Uint8Array }): Bytes {
  try {
    const inverse = withScalar(input.rho, 'rho', (rho) => arithmetic.scalarInvert(rho));
    const unblinded = times(inverse, checkPoint(input.t2, 't2'));
    const shared = arithmetic.subtract(unblinded, ciphertextPoint(input.ciphertext));
    wipe(inverse, unblinded);
    if (shared === undefined) throw new GmError('gm/decrypt-failed', 't2');
    return openCiphertext(shared, input.ciphertext);
  } finally {
    input.rho.wipe();
  }
}
