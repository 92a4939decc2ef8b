/**
 * Tables of a point P for multiplications without doublings: row w holds the odd multiples (2i+1)·2^(6w)·P for i = 0…31. One for
 * the base point, made at first use in about a millisecond.
 */

import { GX, GY, P } from './constants';
import { copy, makeCanonical } from './field';
import { invertModP } from './inverse';
import { oddMultiples } from './odd-multiples';
import { scale, startAtEntry } from './point';
import { double } from './products';
import { EX, EY, U0, U1, X, Y, Z } from './scratch';

export const ROWS: i32 = 43;
export const ROW_BITS: i32 = 6;
export const ROW_ENTRIES: i32 = 32;
/** 32 points of 80 bytes. */
export const ROW: i32 = 2560;
export const TABLE: i32 = 110080;

const BASE = memory.data(110080, 16);
let baseReady = false;

export function baseTable(): usize {
  if (!baseReady) {
    copy(EX, GX);
    copy(EY, GY);
    buildTable(BASE);
    baseReady = true;
  }
  return BASE;
}

/** Of the entry. */
export function buildTable(table: usize): void {
  for (let row = 0; row < ROWS; row++) {
    oddMultiples(table + row * ROW, ROW_ENTRIES);
    if (row === ROWS - 1) break;
    copy(EX, table + row * ROW);
    copy(EY, table + row * ROW + 40);
    startAtEntry();
    for (let i = 0; i < 6; i++) double();
    copy(U0, Z);
    makeCanonical(U0, P);
    invertModP(U1, U0);
    scale(X, U1);
    copy(EX, X);
    copy(EY, Y);
  }
}
