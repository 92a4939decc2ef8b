/**
 * Splitting a whole key in two (specs/two-party-sm2/v1.md, clause 9): for encryption keys, which are made and archived whole.
 * Never for signing keys: those must not exist in one place, not even for a moment.
 */

import type { Bytes } from '../bytes.ts';
import { fromInteger } from '../bytes.ts';
import type { RandomBytes } from '../random.ts';
import { randomScalar } from '../random.ts';
import { Secret } from '../secret.ts';
import { encodePoint, G, invert, mod, openScalar, ORDER, times } from '../sm2/curve.ts';
import { MAX_PRIVATE_KEY } from '../sm2/key.ts';

/**
 * Draws d2 and computes d1 = (1+d)·d2⁻¹. d1 goes to the phone, encrypted, and is forgotten here; d2 and `p1` stay with the signer.
 * The given key is not wiped: its owner still has to archive it. Throws gm/invalid-scalar.
 */
export function splitKey(input: { privateKey: Secret; random: RandomBytes }): { d1: Secret; d2: Secret; p1: Bytes } {
  const d = openScalar(input.privateKey, 'privateKey', MAX_PRIVATE_KEY);
  const d2 = randomScalar(input.random, ORDER - 1n);
  const d1 = mod((1n + d) * invert(d2));
  return {
    d1: Secret.take(fromInteger(d1)),
    d2: Secret.take(fromInteger(d2)),
    p1: encodePoint(times(G, d1)),
  };
}
