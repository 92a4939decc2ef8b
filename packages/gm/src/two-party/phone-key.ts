/** The phone's side of key generation (specs/two-party-sm2/v1.md, clause 5, steps 1 and 3). */

import type { Bytes } from '../bytes.ts';
import { wipedIfThrown } from '../bytes.ts';
import { GmError } from '../errors.ts';
import type { RandomBytes } from '../random.ts';
import { randomScalar } from '../random.ts';
import { Secret } from '../secret.ts';
import { arithmetic } from '../sm2/arithmetic.ts';
import { checkPoint, G, times, withScalar } from '../sm2/curve.ts';
import type { KeyContext } from './context.ts';
import { encodeKeyContext, TAG } from './context.ts';
import { checkProof, prove } from './proofs.ts';

/**
 * Draws the phone's share d1 and proves that it is known. `p1` (65 bytes) and `proof` (64 bytes) go to the signer.
 * Neither may stay on the phone: whoever holds P1 or the proof beside the masked share can try PINs offline.
 */
export function phoneStartKey(input: { context: KeyContext; random: RandomBytes }): {
  d1: Secret;
  p1: Bytes;
  proof: Bytes;
} {
  const context = encodeKeyContext(input.context);
  const d1 = randomScalar(input.random);
  return wipedIfThrown(d1, () => {
    const p1 = times(d1, G);
    const proof = prove({ tag: TAG.phoneKey, context, pairs: [{ base: G, value: p1 }] }, d1, input.random);
    return { d1: Secret.take(d1), p1, proof };
  });
}

/**
 * Checks the signer's answer: that it knows d2 with P + G = d2·P1, so that P is the public key of (1+d) = d1·d2 and of nothing else.
 * Afterwards the phone masks d1, deletes P1 and the transcript, and compares P with the key in the certificate when that arrives.
 * Throws gm/proof-failed, gm/invalid-point, gm/invalid-length.
 */
export function phoneFinishKey(input: {
  d1: Secret;
  publicKey: Uint8Array;
  proof: Uint8Array;
  context: KeyContext;
}): void {
  const context = encodeKeyContext(input.context);
  const p1 = withScalar(input.d1, 'd1', (d1) => times(d1, G));
  const value = arithmetic.add(checkPoint(input.publicKey, 'publicKey'), G);
  // P = −G would mean d2 = 0: a key without a signer.
  if (value === undefined) throw new GmError('gm/proof-failed', 'publicKey');
  checkProof({ tag: TAG.signerKey, context, pairs: [{ base: p1, value }] }, input.proof);
}
