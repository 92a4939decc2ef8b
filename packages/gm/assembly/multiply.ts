/**
 * Multiplication of points by secret scalars, constant-time. The scalar k in [1, n−1] becomes the odd one of k and k + n, and
 * that a sum of signed odd digits of w bits: with k' = 2K + 1 and m windows, digit i is 2e − (2^w − 1) for the bits e of window i
 * of K + 2^(wm−1). No digit is zero, so every scalar takes the same steps.
 *
 * Additions assume different points. With partial sums below the order that holds everywhere but at the last addition, for one
 * scalar each. Over a table of rows it is k = k' = 30·2^252 − n, whose last digit 15 meets 15·2^252·G: its negative is walked
 * instead. Over windows of five bits it is the one of k = 58 and k = n − 6 for which (k' − d)/32 is odd: there the last addition
 * is complete.
 */

import { EXCEPTION, N } from './constants';
import { baseTable, ROW, ROW_BITS, ROW_ENTRIES, ROWS } from './base-table';
import { add, carry, choose, copy, isZero, subtract, writeLittleEndian } from './field';
import { lookUp } from './lookup';
import { oddMultiples } from './odd-multiples';
import { addEntryComplete, startAtEntry, startWalkAtEntry, writeWalk } from './point';
import { addEntry, addEntryToWalk, double } from './products';
import { DIGITS, U0, U1, U2, WINDOW, Y } from './scratch';

const WINDOW_BITS: i32 = 5;
const WINDOWS: i32 = 52;
const WINDOW_ENTRIES: i32 = 16;

/** k·G → X‖Y (64 bytes) for the canonical limbs of k. */
export function multiplyBase(k: usize, out: usize): void {
  const table = baseTable();
  // The exceptional scalar is walked as its negative.
  copy(U2, k);
  subtract(U0, k, EXCEPTION);
  const exceptional = isZero(U0);
  subtract(U1, N, EXCEPTION);
  carry(U1);
  choose(U2, U1, exceptional);
  recode(U2, ROWS * ROW_BITS);
  takeDigit(table, ROW_BITS, 0, ROW_ENTRIES);
  startWalkAtEntry();
  for (let row = 1; row < ROWS; row++) {
    takeDigit(table + row * ROW, ROW_BITS, row, ROW_ENTRIES);
    addEntryToWalk();
  }
  for (let i = 0; i < 36; i += 4) store<i32>(Y + i, (load<i32>(Y + i) ^ exceptional) - exceptional);
  writeWalk(out);
}

/** The accumulator ← k·entry. */
export function multiplyEntry(k: usize): void {
  oddMultiples(WINDOW, WINDOW_ENTRIES);
  recode(k, WINDOWS * WINDOW_BITS);
  takeDigit(WINDOW, WINDOW_BITS, WINDOWS - 1, WINDOW_ENTRIES);
  startAtEntry();
  for (let window = WINDOWS - 2; window >= 0; window--) {
    for (let i = 0; i < WINDOW_BITS; i++) double();
    takeDigit(WINDOW, WINDOW_BITS, window, WINDOW_ENTRIES);
    if (window > 0) addEntry();
    else addEntryComplete();
  }
}

/** DIGITS ← K + 2^(bits−1), little-endian, for k' = 2K + 1 ∈ {k, k + n}. */
export function recode(k: usize, bits: i32): void {
  const even = (load<i32>(k) & 1) - 1;
  for (let i = 0; i < 36; i += 4) store<i32>(U1 + i, load<i32>(N + i) & even);
  add(U0, k, U1);
  carry(U0);
  for (let i = 0; i < 32; i += 4) store<i32>(U0 + i, (load<i32>(U0 + i) >> 1) | ((load<i32>(U0 + i, 4) & 1) << 28));
  store<i32>(U0, load<i32>(U0, 32) >> 1, 32);
  store<i32>(U0, load<i32>(U0, 32) + (1 << (bits - 1 - 232)), 32);
  writeLittleEndian(DIGITS, U0);
}

function takeDigit(table: usize, bits: i32, window: i32, entries: i32): void {
  const digit = digitAt(window, bits);
  // The upper half of the digits is positive: index digit − entries; the lower is its mirror image.
  const negative = (digit >> (bits - 1)) - 1;
  lookUp(table, entries, (digit ^ negative) & (entries - 1), negative);
}

/** The bits of a window: e, which stands for the odd digit 2e − (2^bits − 1). */
export function digitAt(window: i32, bits: i32): i32 {
  const bit = bits * window;
  return (load<u32>(DIGITS + (bit >> 3)) >> (bit & 7)) & ((1 << bits) - 1);
}
