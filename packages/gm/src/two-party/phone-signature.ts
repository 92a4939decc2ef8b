/** The phone's side of a signature (specs/two-party-sm2/v1.md, clause 6, steps 2 and 5). */

import type { Bytes } from '../bytes.ts';
import { isAllZero, wipe } from '../bytes.ts';
import { GmError } from '../errors.ts';
import type { RandomBytes } from '../random.ts';
import { randomScalar } from '../random.ts';
import { Secret } from '../secret.ts';
import { arithmetic } from '../sm2/arithmetic.ts';
import { checkPoint, G, times, withScalar } from '../sm2/curve.ts';
import { signatureR } from './challenge.ts';

/**
 * Draws the phone's nonce. Call it when the message is fixed and e computed, never earlier:
 * a Q1 that the signer's side sees before it settles the message weakens the signature (clause 10).
 */
export function phoneStartSignature(input: { random: RandomBytes }): { k1: Secret; q1: Bytes } {
  const k1 = randomScalar(input.random);
  const q1 = times(k1, G);
  return { k1: Secret.take(k1), q1 };
}

/**
 * Answers with s' = d1⁻¹(k1 + r). `s1` (32 bytes) goes to the signer; `r` (32 bytes) is for comparing with the finished signature.
 * `k1` is wiped whatever happens: answered twice, it gives d1 away.
 * `e` is what the phone computed from the message it showed, never a hash it was sent.
 * Throws gm/retry (start again), gm/invalid-point, gm/invalid-length, gm/secret-wiped.
 */
export function phoneFinishSignature(input: {
  d1: Secret;
  k1: Secret;
  q1: Uint8Array;
  r2: Uint8Array;
  e: Uint8Array;
}): { s1: Bytes; r: Bytes } {
  try {
    return withScalar(input.k1, 'k1', (k1) => {
      const r = signatureR(checkPoint(input.q1, 'q1'), checkPoint(input.r2, 'r2'), input.e);
      const inverse = withScalar(input.d1, 'd1', (d1) => arithmetic.scalarInvert(d1));
      const sum = arithmetic.scalarAdd(k1, r);
      const s1 = arithmetic.scalarMultiply(inverse, sum);
      wipe(inverse, sum);
      if (isAllZero(s1)) throw new GmError('gm/retry');
      return { s1, r };
    });
  } finally {
    input.k1.wipe();
  }
}
