/** Tables of odd multiples 1·P, 3·P, 5·P, …, affine, by one doubling, mixed additions and one inversion. */

import { ONE_P, P } from './constants';
import { copy, makeCanonical } from './field';
import { invertModP } from './inverse';
import { scale, startAtEntry } from './point';
import { addEntry, double, multiply } from './products';
import { ALL_Z, ELEMENT, EX, EY, POINT, PRODUCTS, U0, U1, U2, X, Y, Z } from './scratch';

/**
 * Of the entry, at most 32 of them, to `table`. With 2P = (X : Y : Z), the curve scaled by Z has 2P as the affine point (X, Y), so
 * that mixed additions do without an inversion before them; the formulas of addition do not use a and b.
 */
export function oddMultiples(table: usize, count: i32): void {
  copy(table, EX);
  copy(table + ELEMENT, EY);
  startAtEntry();
  double();
  copy(EX, X);
  copy(EY, Y);
  copy(U2, Z);
  scale(table, U2);
  copy(X, table);
  copy(Y, table + ELEMENT);
  copy(Z, ONE_P);
  copy(ALL_Z, U2);
  copy(PRODUCTS, U2);
  for (let i = 1; i < count; i++) {
    addEntry();
    const entry = table + i * POINT;
    copy(entry, X);
    copy(entry + ELEMENT, Y);
    const z = ALL_Z + i * ELEMENT;
    multiply(z, Z, U2);
    multiply(PRODUCTS + i * ELEMENT, PRODUCTS + (i - 1) * ELEMENT, z);
  }
  copy(U0, PRODUCTS + (count - 1) * ELEMENT);
  makeCanonical(U0, P);
  invertModP(U1, U0);
  for (let i = count - 1; i > 0; i--) {
    multiply(U0, U1, PRODUCTS + (i - 1) * ELEMENT);
    multiply(U1, U1, ALL_Z + i * ELEMENT);
    scale(table + i * POINT, U0);
  }
  scale(table, U1);
}
