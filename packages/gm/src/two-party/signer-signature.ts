/**
 * The signer's side of a signature (specs/two-party-sm2/v1.md, clause 6, steps 3 and 6). The signer finishes, so it counts wrong PINs.
 * The caller keeps one pending nonce per key, stores it before the reply, counts gm/share-wrong durably, and locks after five.
 */

import type { Bytes } from '../bytes.ts';
import { concat, constantTimeEqual, isAllZero, wipe } from '../bytes.ts';
import { GmError } from '../errors.ts';
import type { RandomBytes } from '../random.ts';
import { randomScalar } from '../random.ts';
import { Secret } from '../secret.ts';
import { arithmetic } from '../sm2/arithmetic.ts';
import { checkPoint, checkScalar, G, times, withScalar } from '../sm2/curve.ts';
import { sm2VerifyDigest } from '../sm2/signature.ts';
import { signatureR } from './challenge.ts';

/** Draws the signer's nonce after Q1 and e are on record. `r2` (65 bytes) goes to the phone, `k2` into the store. */
export function signerStartSignature(input: { p1: Uint8Array; random: RandomBytes }): { k2: Secret; r2: Bytes } {
  const P1 = checkPoint(input.p1, 'p1');
  const k2 = randomScalar(input.random);
  const r2 = times(k2, P1);
  return { k2: Secret.take(k2), r2 };
}

/**
 * Checks the phone's answer and finishes the signature r‖s (64 bytes), verified under the public key before it is returned.
 * gm/share-wrong means a wrong PIN: count it, and answer nothing else; count gm/invalid-scalar on `s1` alike. `k2` is wiped whatever happens: a nonce is answered once.
 * Also throws gm/retry (start again, not a wrong PIN), gm/key-mismatch (stored shares and public key do not belong together),
 * gm/invalid-scalar, gm/invalid-point, gm/invalid-length, gm/secret-wiped.
 */
export function signerFinishSignature(input: {
  d2: Secret;
  k2: Secret;
  p1: Uint8Array;
  publicKey: Uint8Array;
  q1: Uint8Array;
  e: Uint8Array;
  s1: Uint8Array;
}): { signature: Bytes } {
  try {
    const P1 = checkPoint(input.p1, 'p1');
    const Q1 = checkPoint(input.q1, 'q1');
    return withScalar(input.k2, 'k2', (k2) => {
      const s1 = checkScalar(input.s1, 's1');
      const r = signatureR(Q1, times(k2, P1), input.e);
      // s'·P1 = Q1 + r·G holds for the true share only. Both sides are public.
      const expected = arithmetic.add(Q1, times(r, G));
      if (expected === undefined || !constantTimeEqual(times(s1, P1), expected))
        throw new GmError('gm/share-wrong', 's1');
      const inverse = withScalar(input.d2, 'd2', (d2) => arithmetic.scalarInvert(d2));
      const sum = arithmetic.scalarAdd(s1, k2);
      const product = arithmetic.scalarMultiply(inverse, sum);
      const s = arithmetic.scalarSubtract(product, r);
      wipe(inverse, sum, product);
      if (isAllZero(s)) throw new GmError('gm/retry');
      const signature = concat(r, s);
      if (!sm2VerifyDigest({ publicKey: input.publicKey, e: input.e, signature }))
        throw new GmError('gm/key-mismatch', 'publicKey');
      return { signature };
    });
  } finally {
    input.k2.wipe();
  }
}
