/**
 * The number both sides must agree on before the phone answers (specs/two-party-sm2/v1.md, clause 6): r = e + x(R) for R = Q1 + R2.
 */

import type { Bytes } from '../bytes.ts';
import { checkBytes, isAllZero } from '../bytes.ts';
import { GmError } from '../errors.ts';
import { arithmetic } from '../sm2/arithmetic.ts';
import { G, times } from '../sm2/curve.ts';

/** Throws gm/retry in the standard's retry cases, which here mean that both sides start again with fresh nonces. */
export function signatureR(Q1: Uint8Array, R2: Uint8Array, e: Uint8Array): Bytes {
  checkBytes(e, 'e', 32);
  const R = arithmetic.add(Q1, R2);
  if (R === undefined) throw new GmError('gm/retry');
  const r = arithmetic.scalarAdd(e, R.subarray(1, 33));
  if (isAllZero(r)) throw new GmError('gm/retry');
  // r + k = n without knowing k: R + r·G would be infinity. Such a signature has s = −r and hands out the private key's sum.
  if (arithmetic.add(R, times(r, G)) === undefined) throw new GmError('gm/retry');
  return r;
}
