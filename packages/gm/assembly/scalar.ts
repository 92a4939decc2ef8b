/**
 * Numbers modulo the order n, 32 big-endian bytes each in the exchange area, results in [0, n). Constant-time.
 *
 * Bounds: clearing a column modulo n adds nine more products below 2^58, so limbs of a product may reach 2^29 and 2^30.
 */

import { HIGH_N, N, R2_N } from './constants';
import { add, makeCanonical, readBytes, subtract, writeBytes } from './field';
import { invertModN } from './inverse';
import { io } from './memory';
import { multiplyModN } from './products';
import { K0, K1, K2, wipeScratch } from './scratch';

export function scalarAdd(a: usize, b: usize, out: usize): void {
  readBytes(K0, io() + a);
  readBytes(K1, io() + b);
  add(K0, K0, K1);
  answer(out);
}

export function scalarSubtract(a: usize, b: usize, out: usize): void {
  readBytes(K0, io() + a);
  readBytes(K1, io() + b);
  subtract(K0, K0, K1);
  add(K0, K0, N);
  answer(out);
}

export function scalarMultiply(a: usize, b: usize, out: usize): void {
  readBytes(K0, io() + a);
  readBytes(K1, io() + b);
  multiplyScalars(K0, K0, K1);
  answer(out);
}

/** Of zero: zero. */
export function scalarInvert(a: usize, out: usize): void {
  readBytes(K0, io() + a);
  makeCanonical(K0, N);
  invertModN(K0, K0);
  answer(out);
}

/** 48 bytes modulo n. */
export function scalarReduce(a: usize, out: usize): void {
  // The first 16 bytes count 2^256. They are read as the end of 32, the first 16 of which are zero.
  const wide = io() + a;
  memory.fill(K2, 0, 40);
  memory.copy(K2 + 16, wide, 16);
  readBytes(K0, K2);
  multiplyModN(K0, K0, HIGH_N);
  readBytes(K1, wide + 16);
  add(K0, K0, K1);
  answer(out);
}

/** out = a·b mod n for plain limbs. */
export function multiplyScalars(out: usize, a: usize, b: usize): void {
  multiplyModN(out, a, b);
  multiplyModN(out, out, R2_N);
}

function answer(out: usize): void {
  makeCanonical(K0, N);
  writeBytes(io() + out, K0);
  wipeScratch();
}
