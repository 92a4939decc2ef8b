/**
 * The point formulas of sm2p256v1 as data: core-source.ts writes their code, bounds.test.ts follows their bounds. Where the order
 * of steps is free, it is the one that measured fastest.
 *
 * Jacobian coordinates (x = X/Z², y = Y/Z³): the doubling "dbl-2001-b" for a = −3 of the Explicit-Formulas Database, and the mixed
 * addition of Cohen, Miyaji and Ono, "Efficient Elliptic Curve Exponentiation Using Mixed Coordinates" (1998), "madd" there.
 */

/** A sum of named elements with small factors. */
export type Sum = Record<string, number>;

export interface Term {
  a: Sum;
  /** Left out: the square of `a`, which then is one element with factor 1. */
  b?: string;
  negative?: boolean;
  /** Of a square; 1 where it is left out. */
  factor?: number;
  /** `a` is a multiple of x − y and `b` is x + y. The mixed products then cancel in every column, which the bounds rely on. */
  squares?: { x: string; y: string; factor: number };
}

/** out = Σ terms / R − minus (+ p). */
export interface Step {
  out: string;
  /** Left out: a sum without product and without carries. */
  terms?: Term[];
  minus?: Sum;
  /** Adds p, which keeps the value near zero. */
  plusModulus?: boolean;
  /** Limbs in [−2^28, 2^28) in place of [0, 2^29). */
  balanced?: boolean;
}

const product = (a: string, b: string): Term => ({ a: { [a]: 1 }, b });
const square = (a: string): Term => ({ a: { [a]: 1 } });

/**
 * (X, Y, Z) ← 2·(X, Y, Z). 3M + 5S with seven reductions. −2YZ = (Y − Z)² − Y² − Z² becomes Z, and −Y with it, which is the
 * same point: the limbs of a difference are no longer than those of its sides.
 */
export const DOUBLE: Step[] = [
  { out: 'T1', terms: [square('Y')], balanced: true },
  { out: 'T0', terms: [square('Z')] },
  { out: 'T2', minus: { X: -1, T0: -1 } },
  { out: 'T3', terms: [{ a: { X: 4 }, b: 'T1' }] },
  { out: 'T4', terms: [{ a: { X: 3, T0: -3 }, b: 'T2', squares: { x: 'X', y: 'T0', factor: 3 } }] },
  { out: 'T5', minus: { Y: -1, Z: 1 } },
  { out: 'Z', terms: [square('T5')], minus: { T0: 1, T1: 1 } },
  { out: 'X', terms: [square('T4')], minus: { T3: 2 } },
  {
    out: 'Y',
    terms: [
      { a: { X: 1, T3: -1 }, b: 'T4' },
      { ...square('T1'), factor: 8 },
    ],
  },
];

/**
 * (X, Y, Z) ← (X, Y, Z) + (EX, EY) for an affine point. 8M + 3S. Wrong when the points are equal or one is infinity; H ≡ 0 then
 * says so. H and S are left for the caller to look at.
 */
export const ADD: Step[] = [
  { out: 'T0', terms: [square('Z')] },
  { out: 'H', terms: [product('EX', 'T0')], minus: { X: 1 } },
  { out: 'T3', terms: [square('H')] },
  { out: 'T1', terms: [product('Z', 'T0')] },
  { out: 'T4', terms: [product('H', 'T3')] },
  { out: 'T5', terms: [product('X', 'T3')] },
  { out: 'Z', terms: [product('H', 'Z')] },
  { out: 'S', terms: [product('EY', 'T1')], minus: { Y: 1 } },
  { out: 'X', terms: [square('S')], minus: { T4: 1, T5: 2 }, plusModulus: true },
  {
    out: 'Y',
    terms: [
      { a: { T5: 1, X: -1 }, b: 'S' },
      { ...product('Y', 'T4'), negative: true },
    ],
  },
];

/**
 * (X, Y, ZZ, ZZZ) ← (X, Y, ZZ, ZZZ) + (EX, EY) in the coordinates x = X/ZZ, y = Y/ZZZ with ZZ³ = ZZZ²: "madd-2008-s" of the same
 * database, for walks that never double. 8M + 2S. Wrong in the cases where ADD is.
 */
export const ADD_WITHOUT_DOUBLING: Step[] = [
  { out: 'H', terms: [product('EX', 'ZZ')], minus: { X: 1 } },
  { out: 'T3', terms: [square('H')] },
  { out: 'T4', terms: [product('H', 'T3')] },
  { out: 'T5', terms: [product('X', 'T3')] },
  { out: 'S', terms: [product('EY', 'ZZZ')], minus: { Y: 1 } },
  ...ADD.slice(-2),
  { out: 'ZZ', terms: [product('ZZ', 'T3')] },
  { out: 'ZZZ', terms: [product('ZZZ', 'T4')] },
];
