/**
 * Follows the bounds of the point formulas by interval arithmetic: no column of limb products reaches the end of an i64, and no
 * value runs away, however doublings and additions follow one another.
 */

import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { Step, Sum, Term } from './formulas.ts';
import { ADD, ADD_WITHOUT_DOUBLING, DOUBLE } from './formulas.ts';

type Range = readonly [number, number];

/** Of an element: its value in units of p, and its limbs 0…7. */
interface Bound {
  value: Range;
  limb: Range;
}

const TIGHT: Range = [0, 2 ** 29];
const BALANCED: Range = [-(2 ** 28), 2 ** 28];
/** Clearing and carries add less than 2^55 to a column. */
const COLUMN = 2 ** 63 - 2 ** 55;

const add = (a: Range, b: Range): Range => [a[0] + b[0], a[1] + b[1]];
const scale = (a: Range, factor: number): Range =>
  factor < 0 ? [a[1] * factor, a[0] * factor] : [a[0] * factor, a[1] * factor];
const union = (a: Range, b: Range): Range => [Math.min(a[0], b[0]), Math.max(a[1], b[1])];
const size = (a: Range): number => Math.max(Math.abs(a[0]), Math.abs(a[1]));
const square = (a: Range): Range => [0, size(a) ** 2];
function multiply(a: Range, b: Range): Range {
  const products = [a[0] * b[0], a[0] * b[1], a[1] * b[0], a[1] * b[1]];
  return [Math.min(...products), Math.max(...products)];
}

type State = Record<string, Bound>;

function sum(state: State, parts: Sum, of: keyof Bound): Range {
  return Object.entries(parts).reduce<Range>(
    (total, [name, factor]) => add(total, scale(state[name]![of], factor)),
    [0, 0],
  );
}

function termRange(state: State, { a, b, negative, factor = 1, squares }: Term, of: keyof Bound): Range {
  let range: Range;
  if (squares !== undefined) {
    const { x, y } = squares;
    range = scale(add(square(state[x]![of]), scale(square(state[y]![of]), -1)), squares.factor);
  } else if (b === undefined) range = scale(square(sum(state, a, of)), factor);
  else range = multiply(sum(state, a, of), state[b]![of]);
  return scale(range, negative ? -1 : 1);
}

function run(steps: Step[], before: State): State {
  const state = { ...before };
  for (const { out, terms, minus = {}, plusModulus = false, balanced = false } of steps) {
    const rest = scale(sum(state, minus, 'value'), -1);
    if (terms === undefined) {
      state[out] = { value: rest, limb: scale(sum(state, minus, 'limb'), -1) };
      assert.ok(size(state[out].limb) < 2 ** 31, out);
      continue;
    }
    const total = (of: keyof Bound) => terms.map((term) => termRange(state, term, of)).reduce(add);
    const column = scale(total('limb'), 9);
    assert.ok(size(column) + 2 ** 34 < COLUMN, `${out}: 2^${Math.log2(size(column))}`);
    // Clearing adds up to R times the modulus, and the whole is divided by R = 32·2^256.
    const value = add(add(scale(total('value'), 1 / 32), [0, 1]), add(rest, plusModulus ? [1, 1] : [0, 0]));
    assert.ok(size(value) < 32, out);
    state[out] = { value, limb: balanced ? BALANCED : TIGHT };
  }
  return state;
}

/** Table entries and doubled points, negated or not. */
const ENTRY: Bound = { value: [-4, 4], limb: [-(2 ** 29), 2 ** 29] };
const ENTRY_X: Bound = { value: [-4, 4], limb: TIGHT };
const START: Bound = { value: [-4, 4], limb: TIGHT };

function settle(sequences: Step[][], names: string[], y = START): State {
  let state: State = Object.fromEntries(names.map((name) => [name, name === 'Y' ? y : START]));
  const allSteps = () => sequences.map((steps) => run(steps, { ...state, EX: ENTRY_X, EY: ENTRY }));
  for (let round = 0; round < 100; round++) {
    const after = allSteps();
    const next: State = {};
    for (const name of names)
      next[name] = {
        value: after.map((result) => result[name]!.value).reduce(union),
        limb: after.map((result) => result[name]!.limb).reduce(union, state[name]!.limb),
      };
    state = next;
  }
  return state;
}

test('doublings and additions in any order stay within an i64 and near zero', () => {
  const { X, Y, Z } = settle([DOUBLE, ADD], ['X', 'Y', 'Z']);
  assert.ok(size(X!.value) < 4 && size(Y!.value) < 2 && size(Z!.value) < 3);
  // What verify.ts relies on when it tells a zero Z by its low limb after an addition.
  const { Z: added } = run(ADD, { X: X!, Y: Y!, Z: Z!, EX: ENTRY_X, EY: ENTRY });
  assert.ok(added!.value[0] > -1 && added!.value[1] < 2);
});

test('so do walks without doublings', () => {
  const { X, Y, ZZ, ZZZ } = settle([ADD_WITHOUT_DOUBLING], ['X', 'Y', 'ZZ', 'ZZZ'], ENTRY);
  assert.ok(size(X!.value) < 4 && size(Y!.value) < 2);
  assert.ok(ZZ!.value[0] > -1 && ZZ!.value[1] < 2 && ZZZ!.value[0] > -1 && ZZZ!.value[1] < 2);
});

test('the analysis would notice a formula that overflows', () => {
  const twice: Step[] = [{ out: 'X', terms: [{ a: { X: 16 }, b: 'Y' }] }];
  assert.throws(() => run(twice, { X: START, Y: START }), /2\^6[3-9]/);
});
