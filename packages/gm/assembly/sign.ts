/**
 * Key generation and signatures (GM/T 0003.2-2012 clause 6.1), constant-time. Arguments are offsets in the exchange area; the
 * host has checked the ranges of the scalars.
 */

import { N } from './constants';
import { add, isZero, makeCanonical, readBytes, subtract, writeBytes } from './field';
import { io } from './memory';
import { multiplyBase } from './multiply';
import { multiplyScalars } from './scalar';
import { K0, K1, K2, K3, wipeScratch } from './scratch';

/** k·G for k in [1, n−1] → X‖Y. */
export function sm2MultiplyBase(k: usize, out: usize): void {
  readBytes(K0, io() + k);
  multiplyBase(K0, io() + out);
  wipeScratch();
}

/**
 * r‖s (64 bytes) at `out` of e, the nonce k and (1+d)⁻¹: s = (1+d)⁻¹(k + r) − r. Zero, and zeros, where the standard draws
 * another nonce: r = 0, r + k = n, s = 0.
 */
export function sm2Sign(e: usize, k: usize, inverse: usize, out: usize): i32 {
  readBytes(K0, io() + k);
  multiplyBase(K0, io() + out);
  readBytes(K1, io() + out);
  readBytes(K2, io() + e);
  makeCanonical(K2, N);
  add(K1, K1, K2);
  makeCanonical(K1, N);
  add(K0, K0, K1);
  makeCanonical(K0, N);
  readBytes(K2, io() + inverse);
  multiplyScalars(K3, K2, K0);
  subtract(K3, K3, K1);
  makeCanonical(K3, N);
  const retry = isZero(K1) | isZero(K0) | isZero(K3);
  if (retry) memory.fill(io() + out, 0, 64);
  else {
    writeBytes(io() + out, K1);
    writeBytes(io() + out + 32, K3);
  }
  wipeScratch();
  return ~retry & 1;
}
