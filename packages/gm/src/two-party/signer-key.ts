/** The signer's side of key generation (specs/two-party-sm2/v1.md, clause 5, step 2). */

import type { Bytes } from '../bytes.ts';
import { wipedIfThrown } from '../bytes.ts';
import { GmError } from '../errors.ts';
import type { RandomBytes } from '../random.ts';
import { randomScalar } from '../random.ts';
import { Secret } from '../secret.ts';
import { arithmetic } from '../sm2/arithmetic.ts';
import { checkPoint, G, times } from '../sm2/curve.ts';
import type { KeyContext } from './context.ts';
import { encodeKeyContext, TAG } from './context.ts';
import { checkProof, prove } from './proofs.ts';

const ATTEMPTS = 4;

/**
 * Checks the phone's proof, draws the signer's share d2 and forms P = d2·P1 − G.
 * The signer keeps d2 (encrypted), `p1` and `publicKey`; `publicKey` (65 bytes) and `proof` (64 bytes) go to the phone.
 * Throws gm/proof-failed, gm/invalid-point, gm/invalid-length.
 */
export function signerCompleteKey(input: {
  p1: Uint8Array;
  proof: Uint8Array;
  context: KeyContext;
  random: RandomBytes;
}): { d2: Secret; publicKey: Bytes; proof: Bytes } {
  const context = encodeKeyContext(input.context);
  const P1 = checkPoint(input.p1, 'p1');
  checkProof({ tag: TAG.phoneKey, context, pairs: [{ base: G, value: P1 }] }, input.proof);
  for (let i = 0; i < ATTEMPTS; i++) {
    const d2 = randomScalar(input.random);
    const value = times(d2, P1);
    const publicKey = arithmetic.subtract(value, G);
    if (publicKey === undefined) continue;
    return wipedIfThrown(d2, () => {
      const proof = prove({ tag: TAG.signerKey, context, pairs: [{ base: P1, value }] }, d2, input.random);
      return { d2: Secret.take(d2), publicKey, proof };
    });
  }
  throw new GmError('gm/retry-exhausted', 'random');
}
