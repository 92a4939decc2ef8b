/**
 * Writes the AssemblyScript of products in the field of sm2p256v1 and modulo its order: straight-line code, which the language
 * has no way to unroll itself.
 *
 * An element is nine signed limbs of 29 bits in nine i32, little-endian, in Montgomery form with R = 2^261. A column is the sum
 * of all limb products of one weight, in an i64. Row i adds the products of limb i and clears column i, so that nine columns
 * live at a time; what the engine holds in registers depends on the optimiser's passes (compile-core.ts).
 *
 * Bounds. A result has limbs 0…7 in [0, 2^29), or in [−2^28, 2^28) where it is `balanced`; limb 8 is signed and as small as the
 * value. A whole column must stay below 2^63 − 2^55: clearing and carries add less than 2^55. Partial sums may wrap, since only
 * the whole column is looked at. Values: a result of terms with |Σ a·b| ≤ v·p² lies in [−v/32, v/32 + 1]·p.
 * bounds.test.ts follows both through the formulas.
 */

import type { Step, Sum, Term } from './formulas.ts';

export type Modulus = 'p' | 'n';

const LIMBS = 9;
const MASK = '0x1fffffff';
const ROUNDING = '0x10000000';

/** p + 1 by powers of two: 2^64 is bit 6 of limb 2, 2^96 bit 9 of limb 3, 2^224 bit 21 of limb 7, 2^256 bit 24 of limb 8. */
const P_LIMBS = { 0: -1, 2: 1 << 6, 3: -(1 << 9), 7: -(1 << 21), 8: 1 << 24 } as const;

export const P = 0xfffffffeffffffffffffffffffffffffffffffff00000000ffffffffffffffffn;
export const N = 0xfffffffeffffffffffffffffffffffff7203df6b21c6052b53bbf40939d54123n;

export const limbsOf = (value: bigint): bigint[] =>
  Array.from({ length: LIMBS }, (_, i) => (value >> BigInt(29 * i)) & 0x1fffffffn);

/** −n⁻¹ mod 2^29: the correct bits of the inverse double with each step of Newton's. */
export const N_FACTOR = BigInt.asUintN(
  29,
  -[1, 2, 3, 4, 5].reduce((inverse) => BigInt.asUintN(29, inverse * (2n - N * inverse)), 1n),
);

const load = (address: string, i: number) => `i64.load32_s(${address}, ${4 * i})`;
const column = (k: number) => `t${k % LIMBS}`;

/** The locals that the statements of `step` use, to be declared once a function. */
export const LOCALS = `let a: i64, d: i64, q: i64, ${Array.from({ length: LIMBS }, (_, k) => `${column(k)}: i64 = 0`).join(', ')};`;

/** Statements that leave the result of a step at its place. Everything is read before anything is written. */
export function statements(modulus: Modulus, step: Step): string[] {
  if (step.terms === undefined) return linear(step);
  const lines: string[] = [];
  for (let row = 0; row < LIMBS; row++) {
    const fresh = new Set(row === 0 ? Array.from({ length: LIMBS }, (_, k) => k) : [row + LIMBS - 1]);
    const add = (k: number, value: string, negative = false) => {
      if (fresh.delete(k)) lines.push(`${column(k)} = ${negative ? `-(${value})` : value};`);
      else lines.push(`${column(k)} ${negative ? '-' : '+'}= ${value};`);
    };
    for (const term of step.terms) termRow(term, row, lines, add);
    for (const k of fresh) lines.push(`${column(k)} = 0;`);
    lines.push(...(modulus === 'p' ? clearModuloP(row) : clearModuloN(row)));
  }
  return [...lines, ...carries(step)];
}

function linear({ out, minus = {} }: Step): string[] {
  return Array.from({ length: LIMBS }, (_, i) => {
    const sum = Object.fromEntries(Object.entries(minus).map(([name, factor]) => [name, -factor]));
    return `store<i32>(${out}, ${combination(sum, (name) => `load<i32>(${name}, ${4 * i})`)}, ${4 * i});`;
  });
}

/** One or two elements whose factors are equal up to their sign, so that one multiplication serves both. */
function combination(sum: Sum, read: (name: string) => string): string {
  const [[first, factor] = ['', 0], second] = Object.entries(sum);
  const inner =
    second === undefined ? read(first) : `${read(first)} ${second[1] === factor ? '+' : '-'} ${read(second[0])}`;
  return factor === 1 ? inner : `${factor} * (${inner})`;
}

function termRow(
  term: Term,
  row: number,
  lines: string[],
  add: (k: number, value: string, negative?: boolean) => void,
): void {
  const { a, b, negative, factor = 1 } = term;
  lines.push(`a = ${combination(a, (name) => load(name, row))};`);
  if (b !== undefined) {
    for (let j = 0; j < LIMBS; j++) add(row + j, `a * ${load(b, j)}`, negative);
    return;
  }
  const [name = ''] = Object.keys(a);
  lines.push(`d = ${factor} * a;`);
  add(2 * row, 'd * a', negative);
  if (row < LIMBS - 1) lines.push('d += d;');
  for (let j = row + 1; j < LIMBS; j++) add(row + j, `d * ${load(name, j)}`, negative);
}

/** Adds q·p·2^(29·row) with the q that clears the column. p is −1 below bit 64, so q is the column's own low limb. */
function clearModuloP(row: number): string[] {
  const t = (k: number) => column(row + k);
  return [
    `q = ${t(0)} & ${MASK};`,
    `${t(1)} += ${t(0)} >> 29;`,
    // P_LIMBS two by two: the second of each pair is −8 times the first.
    'd = -(q << 6);',
    `${t(2)} -= d;`,
    `${t(3)} += d << 3;`,
    'q <<= 21;',
    `${t(7)} -= q;`,
    `${t(8)} += q << 3;`,
  ];
}

function clearModuloN(row: number): string[] {
  const t = (k: number) => column(row + k);
  const [first, ...rest] = limbsOf(N);
  return [
    `q = (${t(0)} * ${N_FACTOR}) & ${MASK};`,
    `${t(0)} += q * ${first};`,
    `${t(1)} += ${t(0)} >> 29;`,
    ...rest.map((n, k) => `${t(k + 1)} += q * ${n};`),
  ];
}

function carries({ out, minus = {}, plusModulus = false, balanced = false }: Step): string[] {
  // No product has the weight of the last limb.
  const lines = [`${column(2 * LIMBS - 1)} = 0;`];
  for (let j = 0; j < LIMBS; j++) {
    const t = column(LIMBS + j);
    for (const [name, factor] of Object.entries(minus)) lines.push(`${t} -= ${factor} * ${load(name, j)};`);
    if (plusModulus && j in P_LIMBS) lines.push(`${t} += ${P_LIMBS[j as keyof typeof P_LIMBS]};`);
    const last = j === LIMBS - 1;
    if (balanced && !last) lines.push(`${t} += ${ROUNDING};`);
    const digit = last ? `<i32>${t}` : `<i32>${t} & ${MASK}`;
    lines.push(`store<i32>(${out}, ${balanced && !last ? `(${digit}) - ${ROUNDING}` : digit}, ${4 * j});`);
    if (!last) lines.push(`${column(LIMBS + j + 1)} += ${t} >> 29;`);
  }
  return lines;
}
