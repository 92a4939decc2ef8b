/**
 * Verification of signatures (GM/T 0003.2-2012 clause 7.1). Everything here is public and takes the time it takes.
 *
 * s·G + t·P walks once over both scalars in non-adjacent form, or, for keys with a table, over the two tables without doublings.
 * The check needs no inversion: x = X/Z² with r = e + x mod n means X = c·Z² for c = r − e mod n or, where that is below p, c + n.
 */

import { baseTable, ROW, ROW_BITS, ROW_ENTRIES, ROWS, wideRow } from './base-table';
import { N, P, R2_P } from './constants';
import {
  add,
  carry,
  isBelow,
  isZero,
  isZeroModP,
  makeCanonical,
  readBytes,
  subtract,
  writeLittleEndian,
} from './field';
import { keyTable } from './key-tables';
import { take } from './lookup';
import { io } from './memory';
import { digitAt, recode } from './multiply';
import { oddMultiples } from './odd-multiples';
import { readPoint, startAtEntry, startWalkAtEntry } from './point';
import { addEntry, addEntryToWalk, double, multiply, square } from './products';
import {
  DIGITS,
  H,
  K0,
  K1,
  K2,
  K3,
  NAF_S,
  NAF_T,
  POINT,
  S,
  U0,
  U1,
  WINDOW,
  wipeScratch,
  X,
  Z,
  ZZ,
  ZZZ,
} from './scratch';

/** Of the base point: odd multiples up to 255. */
const BASE_BITS: i32 = 9;
/** Of the key: odd multiples up to 15. */
const KEY_BITS: i32 = 5;
const KEY_ENTRIES: i32 = 8;
const NAF_DIGITS: i32 = 257;

/** The accumulator holds infinity, whatever its coordinates. */
let infinity = true;

/** 1 right, 0 wrong, −1 when the key is no point. `key` is X‖Y, `signature` r‖s, all offsets in the exchange area. */
export function sm2Verify(key: usize, e: usize, signature: usize): i32 {
  // First of all: making tables takes the place of the entry.
  wideRow();
  const table = keyTable(io() + key);
  const answer = table === 0 && !readPoint(io() + key) ? -1 : <i32>verify(table, io() + e, io() + signature);
  wipeScratch();
  return answer;
}

function verify(table: usize, e: usize, signature: usize): bool {
  readBytes(K0, signature);
  readBytes(K1, signature + 32);
  if (isZero(K0) || isZero(K1) || !isBelow(K0, N) || !isBelow(K1, N)) return false;
  add(K2, K0, K1);
  makeCanonical(K2, N);
  // B5: with t = 0 the public key would not take part, and anybody could sign.
  if (isZero(K2)) return false;
  infinity = true;
  if (table === 0) {
    walk();
    square(ZZ, Z);
  } else {
    addMultiple(baseTable(), K1);
    addMultiple(table, K2);
  }
  if (infinity) return false;
  readBytes(K3, e);
  makeCanonical(K3, N);
  subtract(K0, K0, K3);
  makeCanonical(K0, N);
  if (isX(K0)) return true;
  add(K0, K0, N);
  carry(K0);
  return isBelow(K0, P) !== 0 && isX(K0);
}

/** Whether the accumulator's x is c. */
function isX(c: usize): bool {
  multiply(U0, c, R2_P);
  multiply(U0, U0, ZZ);
  subtract(U0, U0, X);
  carry(U0);
  return isZeroModP(U0, U1) !== 0;
}

/** K1·G + K2·entry. */
function walk(): void {
  const base = wideRow();
  oddMultiples(WINDOW, KEY_ENTRIES);
  nonAdjacentForm(NAF_S, K1, BASE_BITS);
  nonAdjacentForm(NAF_T, K2, KEY_BITS);
  for (let i = NAF_DIGITS - 1; i >= 0; i--) {
    if (!infinity) double();
    const s = load<i16>(NAF_S + 2 * i);
    if (s !== 0) addDigit(base, s);
    const t = load<i16>(NAF_T + 2 * i);
    if (t !== 0) addDigit(WINDOW, t);
  }
}

/** Adds k times the table's point. */
function addMultiple(table: usize, k: usize): void {
  recode(k, ROWS * ROW_BITS);
  for (let row = 0; row < ROWS; row++) {
    const digit = digitAt(row, ROW_BITS);
    const negative = digit < ROW_ENTRIES;
    const index = negative ? ROW_ENTRIES - 1 - digit : digit - ROW_ENTRIES;
    take(table + row * ROW + index * POINT, negative);
    addToWalk();
  }
}

/** Adds the entry to a walk over tables, in whatever case. */
function addToWalk(): void {
  if (infinity) startWalkAtEntry();
  else {
    addEntryToWalk();
    // ZZ = H²·ZZ: as below.
    if (((load<i32>(ZZ) + 1) & 0x1fffffff) > 1 || !isZeroModP(H, U0)) return;
    if (!isZeroModP(S, U0)) {
      infinity = true;
      return;
    }
    startAtEntry();
    double();
    square(ZZ, Z);
    multiply(ZZZ, ZZ, Z);
  }
  infinity = false;
}

/** Adds |digit|·P, negated for a negative digit, from odd multiples. */
function addDigit(table: usize, digit: i32): void {
  take(table + (abs(digit) >> 1) * POINT, digit < 0);
  if (infinity) startAtEntry();
  else {
    addEntry();
    // Z = H·Z in (−p, 2p): zero modulo p when both points have one x, and then 0 or p, whose low limb is −1.
    if (((load<i32>(Z) + 1) & 0x1fffffff) > 1 || !isZeroModP(H, U0)) return;
    if (!isZeroModP(S, U0)) {
      infinity = true;
      return;
    }
    startAtEntry();
    double();
  }
  infinity = false;
}

/** Digits ±1, ±3, … below 2^(bits−1), or zero, two bytes each: after a digit at least bits − 1 zeros. */
function nonAdjacentForm(out: usize, k: usize, bits: i32): void {
  memory.fill(out, 0, 2 * NAF_DIGITS);
  writeLittleEndian(DIGITS, k);
  let carried: u32 = 0;
  let at: i32 = 0;
  while (at < NAF_DIGITS) {
    const window = load<u32>(DIGITS + (at >> 3)) >> (at & 7);
    if ((window & 1) === carried) {
      at++;
      continue;
    }
    let digit = <i32>((window & ((1 << bits) - 1)) + carried);
    carried = <u32>(digit >> (bits - 1));
    digit -= <i32>(carried << bits);
    store<i16>(out + 2 * at, <i16>digit);
    at += bits;
  }
}
