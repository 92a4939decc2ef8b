/**
 * The point formulas of sm2p256v1 as data: core-source.ts writes their code, bounds.test.ts follows their bounds. Where the order
 * of steps is free, it is the one that measured fastest.
 *
 * Jacobian coordinates (x = X/Z², y = Y/Z³) that hold 2Y in the place of Y, so that no formula needs a half or a factor of 8:
 * the repeated doubling of Brown, Hankerson, López and Menezes, "Software Implementation of the NIST Elliptic Curves over Prime
 * Fields" (2001), with 3(X−Z²)(X+Z²) for a = −3, and the mixed addition "madd-2007-bl" of the Explicit-Formulas Database.
 */

/** A sum of named elements with small factors. */
export type Sum = Record<string, number>;

export interface Term {
  a: Sum;
  /** Left out: the square of `a`, which then is one element with factor 1. */
  b?: string;
  negative?: boolean;
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

const scaled = (a: string, factor: number): Sum => ({ [a]: -factor });
const product = (a: string, b: string): Term => ({ a: { [a]: 1 }, b });
const square = (a: string): Term => ({ a: { [a]: 1 } });

/** (X, Y, Z) ← 2·(X, Y, Z); Y stands for 2Y. 4M + 4S with seven reductions. */
export const DOUBLE: Step[] = [
  { out: 'T0', terms: [square('Z')] },
  { out: 'T1', terms: [square('Y')] },
  { out: 'T2', minus: { X: -1, T0: -1 } },
  { out: 'T4', terms: [{ a: { X: 3, T0: -3 }, b: 'T2', squares: { x: 'X', y: 'T0', factor: 3 } }] },
  { out: 'T3', terms: [product('X', 'T1')] },
  { out: 'X', terms: [square('T4')], minus: { T3: 2 } },
  { out: 'Z', terms: [product('Y', 'Z')] },
  {
    out: 'Y',
    terms: [
      { a: { T3: 2, X: -2 }, b: 'T4' },
      { ...square('T1'), negative: true },
    ],
  },
];

/**
 * (X, Y, Z) ← (X, Y, Z) + (EX, EY) for an affine point whose EY is twice its y. 8M + 3S. Wrong when the points are equal or
 * one is infinity; H ≡ 0 then says so. H and S are left for the caller to look at.
 */
export const ADD: Step[] = [
  { out: 'T0', terms: [square('Z')] },
  { out: 'H', terms: [product('EX', 'T0')], minus: { X: 1 }, balanced: true },
  { out: 'T2', minus: scaled('H', 2) },
  { out: 'T3', terms: [square('T2')] },
  { out: 'T1', terms: [product('Z', 'T0')] },
  { out: 'T4', terms: [product('H', 'T3')] },
  { out: 'T5', terms: [product('X', 'T3')] },
  { out: 'Z', terms: [product('T2', 'Z')] },
  { out: 'S', terms: [product('EY', 'T1')], minus: { Y: 1 }, balanced: true },
  { out: 'X', terms: [square('S')], minus: { T4: 1, T5: 2 }, plusModulus: true },
  {
    out: 'Y',
    terms: [
      { a: { T5: 2, X: -2 }, b: 'S' },
      { a: { Y: 2 }, b: 'T4', negative: true },
    ],
  },
];

/**
 * (X, Y, ZZ, ZZZ) ← (X, Y, ZZ, ZZZ) + (EX, EY) in the coordinates x = X/ZZ, y = Y/ZZZ with ZZ³ = ZZZ², Y twice itself: "madd-2008-s"
 * of the same database, for walks that never double. 8M + 2S. Wrong in the cases where ADD is.
 */
export const ADD_WITHOUT_DOUBLING: Step[] = [
  { out: 'H', terms: [product('EX', 'ZZ')], minus: { X: 1 }, balanced: true },
  { out: 'T2', minus: scaled('H', 2) },
  { out: 'T3', terms: [square('T2')] },
  { out: 'T4', terms: [product('H', 'T3')] },
  { out: 'T5', terms: [product('X', 'T3')] },
  { out: 'S', terms: [product('EY', 'ZZZ')], minus: { Y: 1 }, balanced: true },
  { out: 'T2', minus: scaled('T4', 2) },
  ...ADD.slice(-2),
  { out: 'ZZ', terms: [product('ZZ', 'T3')] },
  { out: 'ZZZ', terms: [product('T2', 'ZZZ')] },
];
