/**
 * The signer's side of a blind decryption (specs/two-party-sm2/v1.md, clause 7, step 2).
 * The caller counts gm/share-wrong like a wrong PIN at a signature, and asks this of encryption keys only, never of signing keys.
 */

import type { Bytes } from '../bytes.ts';
import { GmError } from '../errors.ts';
import type { Secret } from '../secret.ts';
import { checkPoint, G, times, withScalar } from '../sm2/curve.ts';
import type { DecryptionContext } from './context.ts';
import { encodeDecryptionContext, TAG } from './context.ts';
import { checkProof } from './proofs.ts';

/**
 * Checks that t1 = d1·blinded for the d1 behind the stored `p1`, under this request's identifier, and answers T2 = d2·T1 (65 bytes).
 * A proof that does not hold is a wrong PIN and throws gm/share-wrong; without the proof anybody with a login could use d2.
 * Also throws gm/invalid-point, gm/invalid-length.
 */
export function signerDecrypt(input: {
  d2: Secret;
  p1: Uint8Array;
  blinded: Uint8Array;
  t1: Uint8Array;
  proof: Uint8Array;
  context: DecryptionContext;
}): { t2: Bytes } {
  const context = encodeDecryptionContext(input.context);
  const T1 = checkPoint(input.t1, 't1');
  const pairs = [
    { base: G, value: checkPoint(input.p1, 'p1') },
    { base: checkPoint(input.blinded, 'blinded'), value: T1 },
  ];
  try {
    checkProof({ tag: TAG.decryption, context, pairs }, input.proof);
  } catch (error) {
    if (error instanceof GmError && error.code === 'gm/proof-failed')
      throw new GmError('gm/share-wrong', 'proof', { cause: error });
    throw error;
  }
  return { t2: withScalar(input.d2, 'd2', (d2) => times(d2, T1)) };
}
