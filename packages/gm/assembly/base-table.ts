/**
 * Tables of a point P for multiplications without doublings: row w holds the odd multiples (2i+1)·2^(6w)·P for i = 0…31. One for
 * the base point, made at first use in about a millisecond.
 */

import { GX, GY, ONE_P, P } from './constants';
import { copy, makeCanonical } from './field';
import { invertModP } from './inverse';
import { oddMultiples } from './odd-multiples';
import { scale, startAtEntry } from './point';
import { addEntry, double, multiply } from './products';
import { EX, EY, POINT, SAVED, U0, U1, X, Z } from './scratch';

export const ROWS: i32 = 43;
export const ROW_BITS: i32 = 6;
export const ROW_ENTRIES: i32 = 32;
/** 32 points of 80 bytes. */
export const ROW: i32 = 2560;
export const TABLE: i32 = 110080;

const BASE = memory.data(110080, 16);
let baseReady = false;

/** 128 points. */
const WIDE_BYTES: i32 = 10240;
const WIDE = memory.data(10240, 16);
let wideReady = false;

export function baseTable(): usize {
  if (!baseReady) {
    copy(EX, GX);
    copy(EY, GY);
    buildTable(BASE);
    baseReady = true;
  }
  return BASE;
}

/** The first row of the base point, continued: its odd multiples up to 255, for scalars that are public. */
export function wideRow(): usize {
  if (!wideReady) {
    memory.copy(WIDE, baseTable(), ROW);
    memory.copy(EX, WIDE, POINT);
    startAtEntry();
    double();
    makeAffine();
    memory.copy(SAVED, X, POINT);
    for (let entry = WIDE + ROW; entry < WIDE + WIDE_BYTES; entry += POINT) {
      memory.copy(EX, entry - POINT, POINT);
      startAtEntry();
      memory.copy(EX, SAVED, POINT);
      addEntry();
      makeAffine();
      memory.copy(entry, X, POINT);
    }
    wideReady = true;
  }
  return WIDE;
}

/** Divides the accumulator by its Z. */
function makeAffine(): void {
  // By one, since a doubling leaves a Z below −p.
  multiply(U0, Z, ONE_P);
  makeCanonical(U0, P);
  invertModP(U1, U0);
  scale(X, U1);
}

/** Of the entry. */
export function buildTable(table: usize): void {
  for (let row = 0; row < ROWS; row++) {
    oddMultiples(table + row * ROW, ROW_ENTRIES);
    if (row === ROWS - 1) break;
    memory.copy(EX, table + row * ROW, POINT);
    startAtEntry();
    for (let i = 0; i < 6; i++) double();
    makeAffine();
    memory.copy(EX, X, POINT);
  }
}
