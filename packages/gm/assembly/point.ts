/**
 * Points of sm2p256v1 around the formulas of build/formulas.ts: in and out, the curve's equation, the complete addition at the
 * end of a walk. Constant-time.
 */

import { FOUR_B, HALF_P, ONE_P, P, R2_P, R2_TWICE_P, THREE, UNIT } from './constants';
import {
  add,
  carry,
  choose,
  copy,
  isBelow,
  isZeroModP,
  makeCanonical,
  readBytes,
  subtract,
  toPlain,
  writeBytes,
} from './field';
import { invertModP } from './inverse';
import { addEntry, double, multiply, square } from './products';
import { EX, EY, H, S, SAVED, T0, T1, T2, U0, U1, X, Y, Z, ZZ, ZZZ } from './scratch';

/** X‖Y (64 bytes) → the entry. Zero unless both coordinates are below p and on the curve; the point is public where this is looked at. */
export function readPoint(bytes: usize): i32 {
  readBytes(U0, bytes);
  readBytes(U1, bytes + 32);
  const inRange = isBelow(U0, P) & isBelow(U1, P);
  multiply(EX, U0, R2_P);
  multiply(EY, U1, R2_TWICE_P);
  square(T2, EY);
  fourCubic(T1, EX);
  subtract(T2, T2, T1);
  return inRange & isZeroModP(T2, U0);
}

/** out = 4x³ − 12x + 4b, which is (2y)²; a value in (−6p, 7p). */
export function fourCubic(out: usize, x: usize): void {
  square(T0, x);
  subtract(T0, T0, THREE);
  multiply(out, T0, x);
  for (let i = 0; i < 2; i++) {
    add(out, out, out);
    carry(out);
  }
  add(out, out, FOUR_B);
  carry(out);
}

/** The accumulator becomes the entry. */
export function startAtEntry(): void {
  copy(X, EX);
  copy(Y, EY);
  copy(Z, ONE_P);
}

/** The accumulator of a walk becomes the entry. */
export function startWalkAtEntry(): void {
  copy(X, EX);
  copy(Y, EY);
  copy(ZZ, ONE_P);
  copy(ZZZ, ONE_P);
}

/** −entry. */
export function negateEntry(): void {
  for (let i = 0; i < 36; i += 4) store<i32>(EY + i, -load<i32>(EY + i));
}

/** Adds the entry to an accumulator that is not infinity, also when they are the same point: the doubled entry is chosen by mask. */
export function addEntryComplete(): void {
  addEntry();
  const same = isZeroModP(H, U0) & isZeroModP(S, U1);
  memory.copy(SAVED, X, 120);
  startAtEntry();
  double();
  for (let i = 0; i < 120; i += 40) choose(SAVED + i, X + i, same);
  memory.copy(X, SAVED, 120);
}

/** The accumulator → X‖Y (64 bytes). Zero, and zeros, for infinity. */
export function writePoint(bytes: usize): i32 {
  const infinity = isZeroModP(Z, U1);
  copy(T0, Z);
  makeCanonical(T0, P);
  invertModP(T1, T0);
  scale(X, T1);
  writeAffine(bytes);
  return ~infinity & 1;
}

/** The same for the accumulator of a walk, which is not infinity. */
export function writeWalk(bytes: usize): void {
  copy(T0, ZZZ);
  makeCanonical(T0, P);
  invertModP(T1, T0);
  // 1/Z = ZZ/ZZZ
  multiply(T0, T1, ZZ);
  square(T0, T0);
  multiply(X, X, T0);
  multiply(Y, Y, T1);
  writeAffine(bytes);
}

/** x and twice y at X and Y → 64 bytes. */
function writeAffine(bytes: usize): void {
  toPlain(U0, X, UNIT);
  writeBytes(bytes, U0);
  toPlain(U0, Y, HALF_P);
  writeBytes(bytes + 32, U0);
}

/** (x, 2y) ← (x·c², 2y·c³) */
export function scale(point: usize, c: usize): void {
  square(T2, c);
  multiply(point, point, T2);
  multiply(T2, T2, c);
  multiply(point + 40, point + 40, T2);
}
