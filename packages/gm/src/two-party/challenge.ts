/**
 * The number both sides must agree on before the phone answers (specs/two-party-sm2/v1.md, clause 6): r = e + x(R) for R = Q1 + R2.
 */

import { checkBytes, toInteger } from '../bytes.ts';
import { GmError } from '../errors.ts';
import type { Point } from '../sm2/curve.ts';
import { G, mod, times } from '../sm2/curve.ts';

/** Throws gm/retry in the standard's retry cases, which here mean that both sides start again with fresh nonces. */
export function signatureR(Q1: Point, R2: Point, e: Uint8Array): bigint {
  checkBytes(e, 'e', 32);
  const R = Q1.add(R2);
  if (R.is0()) throw new GmError('gm/retry');
  const r = mod(toInteger(e) + R.x);
  if (r === 0n) throw new GmError('gm/retry');
  // r + k = n without knowing k: R + r·G would be infinity. Such a signature has s = −r and hands out the private key's sum.
  if (R.add(times(G, r)).is0()) throw new GmError('gm/retry');
  return r;
}
