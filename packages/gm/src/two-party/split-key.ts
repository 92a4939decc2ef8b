/**
 * Splitting a whole key in two (specs/two-party-sm2/v1.md, clause 9): for encryption keys, which are made and archived whole.
 * Never for signing keys: those must not exist in one place, not even for a moment.
 */

import type { Bytes } from '../bytes.ts';
import { wipe } from '../bytes.ts';
import type { RandomBytes } from '../random.ts';
import { randomScalar } from '../random.ts';
import { Secret } from '../secret.ts';
import { arithmetic } from '../sm2/arithmetic.ts';
import { G, times } from '../sm2/curve.ts';
import { signingInverse } from '../sm2/signature.ts';

/**
 * Draws d2 and computes d1 = (1+d)·d2⁻¹. d1 goes to the phone, encrypted, and is forgotten here; d2 and `p1` stay with the signer.
 * The given key is not wiped: its owner still has to archive it. Throws gm/invalid-scalar.
 */
export function splitKey(input: { privateKey: Secret; random: RandomBytes }): { d1: Secret; d2: Secret; p1: Bytes } {
  const d2 = randomScalar(input.random);
  // (1+d)·d2⁻¹ = ((1+d)⁻¹·d2)⁻¹
  const inverse = signingInverse(input.privateKey);
  const quotient = arithmetic.scalarMultiply(inverse, d2);
  const d1 = arithmetic.scalarInvert(quotient);
  const p1 = times(d1, G);
  wipe(inverse, quotient);
  return { d1: Secret.take(d1), d2: Secret.take(d2), p1 };
}
