/**
 * Points in and out of the exchange area as X‖Y, 64 bytes: multiplication by a secret scalar, addition, the check at the door,
 * compressed points. Constant-time but for what is said of a point that is none.
 */

import { P, R2_P } from './constants';
import { carry, copy, isBelow, isZeroModP, readBytes, subtract, toPlain, writeBytes } from './field';
import { io } from './memory';
import { multiplyEntry } from './multiply';
import { addEntryComplete, cubic, negateEntry, readPoint, startAtEntry, writePoint } from './point';
import { multiply, square } from './products';
import { EX, EY, K0, K1, K2, T0, T1, U0, wipeScratch } from './scratch';

/** 1 when both coordinates are below p and on the curve. */
export function sm2IsPoint(point: usize): i32 {
  const valid = readPoint(io() + point) & 1;
  wipeScratch();
  return valid;
}

/** k·P for k in [1, n−1]. Zero when P is no point. */
export function sm2Multiply(k: usize, point: usize, out: usize): i32 {
  const valid = readPoint(io() + point) & 1;
  if (valid) {
    readBytes(K0, io() + k);
    multiplyEntry(K0);
    writePoint(io() + out);
  }
  wipeScratch();
  return valid;
}

/** P + Q, or P − Q. Zero, and zeros, for infinity and where one of them is no point. */
export function sm2Add(p: usize, q: usize, out: usize, subtracted: i32): i32 {
  let finite = readPoint(io() + p);
  startAtEntry();
  finite &= readPoint(io() + q);
  if (finite) {
    if (subtracted) negateEntry();
    addEntryComplete();
    finite = writePoint(io() + out);
  }
  wipeScratch();
  return finite;
}

/** X (32 bytes) and the parity of Y → X‖Y. Zero when no point has that X. */
export function sm2Decompress(x: usize, odd: i32, out: usize): i32 {
  const found = decompress(x, odd, out);
  wipeScratch();
  return found;
}

function decompress(x: usize, odd: i32, out: usize): i32 {
  readBytes(U0, io() + x);
  if (!isBelow(U0, P)) return 0;
  multiply(EX, U0, R2_P);
  cubic(T1, EX);
  squareRoot(EY, T1);
  square(T0, EY);
  subtract(T0, T0, T1);
  if (!isZeroModP(T0, K2)) return 0;
  toPlain(K1, EY);
  if ((load<i32>(K1) & 1) !== odd) {
    subtract(K1, P, K1);
    carry(K1);
  }
  toPlain(K0, EX);
  writeBytes(io() + out, K0);
  writeBytes(io() + out + 32, K1);
  return 1;
}

/** A root of a square: its power (p+1)/4 = 2^62·(2^160·(2^32 − 1) − (2^32 − 1)) = 2^62·(2^32 − 1)(2^160 − 1). */
function squareRoot(out: usize, a: usize): void {
  // a^(2^32 − 1), by doubling the number of ones.
  copy(K0, a);
  for (let ones = 1; ones < 32; ones *= 2) {
    copy(K1, K0);
    for (let i = 0; i < ones; i++) square(K1, K1);
    multiply(K0, K0, K1);
  }
  // …^(2^160 − 1): Horner's rule over its bits, all ones.
  copy(out, K0);
  for (let i = 1; i < 160; i++) {
    square(out, out);
    multiply(out, out, K0);
  }
  for (let i = 0; i < 62; i++) square(out, out);
}
