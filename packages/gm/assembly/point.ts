/**
 * Points of sm2p256v1 around the formulas of build/formulas.ts: in and out, the curve's equation, the complete addition at the
 * end of a walk. Constant-time.
 */

import { B, ONE_P, P, R2_P, THREE } from './constants';
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
  multiply(EY, U1, R2_P);
  square(T2, EY);
  cubic(T1, EX);
  subtract(T2, T2, T1);
  return inRange & isZeroModP(T2, U0);
}

/** out = x³ − 3x + b, which is y²; a value in (−p, 3p). */
export function cubic(out: usize, x: usize): void {
  square(T0, x);
  subtract(T0, T0, THREE);
  multiply(out, T0, x);
  add(out, out, B);
  carry(out);
}

/** The accumulator becomes the entry, whose y may have been negated limb by limb: doubling wants them in [0, 2^29). */
export function startAtEntry(): void {
  copy(X, EX);
  copy(Y, EY);
  carry(Y);
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
  // By one, since a doubling leaves a Z below −p.
  multiply(T0, Z, ONE_P);
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

/** x and y at X and Y → 64 bytes. */
function writeAffine(bytes: usize): void {
  toPlain(U0, X);
  writeBytes(bytes, U0);
  toPlain(U0, Y);
  writeBytes(bytes + 32, U0);
}

/** (x, y) ← (x·c², y·c³) */
export function scale(point: usize, c: usize): void {
  square(T2, c);
  multiply(point, point, T2);
  multiply(T2, T2, c);
  multiply(point + 40, point + 40, T2);
}
