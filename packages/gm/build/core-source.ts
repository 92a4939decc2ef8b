/**
 * The two files of assembly/ that are written rather than typed: products.ts, the unrolled field products and point formulas,
 * and constants.ts, numbers of the curve as limbs. The compiler is handed them from memory.
 */

import type { Step, Sum } from './formulas.ts';
import { ADD, ADD_WITHOUT_DOUBLING, DOUBLE } from './formulas.ts';
import type { Modulus } from './products.ts';
import { LOCALS, limbsOf, N, N_FACTOR, P, statements } from './products.ts';

const B = 0x28e9fa9e9d9f5e344d5a9e4bcf6509a7f39789f515ab8f92ddbcbd414d940e93n;
const GX = 0x32c4ae2c1f1981195f9904466a39c9948fe30bbff2660be1715a4589334c74c7n;
const GY = 0xbc3736a2f4f6779c59bdcee36b692153d0a9877cc62a474002df32e52139f0a0n;
const R = 1n << 261n;

const PRODUCT: Step = { out: 'out', terms: [{ a: { x: 1 }, b: 'y' }] };
const SQUARE: Step = { out: 'out', terms: [{ a: { x: 1 } }] };

export const CORE_SOURCE: Record<string, string> = { 'products.ts': products(), 'constants.ts': constants() };

function products(): string {
  const kernels = new Map<string, string>();
  const calls = (steps: Step[]) => steps.map((step) => `  ${call(step, kernels)};`).join('\n');
  return [
    "import { EX, EY, H, S, T0, T1, T2, T3, T4, T5, X, Y, Z, ZZ, ZZZ } from './scratch';",
    kernel('multiply', ['out', 'x', 'y'], 'p', PRODUCT),
    kernel('square', ['out', 'x'], 'p', SQUARE),
    kernel('multiplyModN', ['out', 'x', 'y'], 'n', PRODUCT),
    // A verification spends most of its time doubling: no calls.
    `export function double(): void {\n  ${LOCALS}\n  ${DOUBLE.flatMap((step) => statements('p', step)).join('\n  ')}\n}`,
    `export function addEntry(): void {\n${calls(ADD)}\n}`,
    `export function addEntryToWalk(): void {\n${calls(ADD_WITHOUT_DOUBLING)}\n}`,
    ...kernels.values(),
  ].join('\n');
}

/** A call of a function for a step; steps of one shape share it. */
function call(step: Step, kernels: Map<string, string>): string {
  const parameters = new Map<string, string>();
  const parameter = (name: string) => {
    const known = parameters.get(name) ?? 'xyzuvw'.charAt(parameters.size);
    parameters.set(name, known);
    return known;
  };
  const renamed = (sum: Sum) =>
    Object.fromEntries(Object.entries(sum).map(([name, factor]) => [parameter(name), factor]));
  const shape: Step = { ...step, out: 'out' };
  if (step.terms !== undefined)
    shape.terms = step.terms.map(({ a, b, ...rest }) => ({ a: renamed(a), ...(b && { b: parameter(b) }), ...rest }));
  if (step.minus !== undefined) shape.minus = renamed(step.minus);
  const named = (name: string) => `${name}(${[step.out, ...parameters.keys()].join(', ')})`;
  const key = JSON.stringify(shape);
  if (key === JSON.stringify(PRODUCT)) return named('multiply');
  if (key === JSON.stringify(SQUARE)) return named('square');
  const number = [...kernels.keys()].indexOf(key);
  const name = `addStep${number < 0 ? kernels.size : number}`;
  if (number < 0) kernels.set(key, kernel(name, ['out', ...parameters.values()], 'p', shape));
  return named(name);
}

function kernel(name: string, parameters: string[], modulus: Modulus, step: Step): string {
  const list = parameters.map((parameter) => `${parameter}: usize`).join(', ');
  return `export function ${name}(${list}): void {\n  ${LOCALS}\n  ${statements(modulus, step).join('\n  ')}\n}`;
}

/** Limbs of plain numbers, and of numbers in Montgomery form where the name says so. */
function constants(): string {
  const values: Record<string, bigint> = {
    P,
    N,
    /** 1 in Montgomery form. */
    ONE_P: R % P,
    /** Into Montgomery form. */
    R2_P: R ** 2n % P,
    /** Corrects the inverse of a number in Montgomery form. */
    R3_P: R ** 3n % P,
    R2_N: R ** 2n % N,
    /** 2^256, for numbers longer than that. */
    HIGH_N: (R << 256n) % N,
    /** Out of Montgomery form. */
    UNIT: 1n,
    B: (B * R) % P,
    THREE: (3n * R) % P,
    /** The scalar of the base point whose walk would meet its own last step: see multiply.ts. */
    EXCEPTION: 30n * 2n ** 252n - N,
    GX: (GX * R) % P,
    GY: (GY * R) % P,
  };
  return [
    `export const N_FACTOR: i32 = ${N_FACTOR};`,
    ...Object.entries(values).map(
      ([name, value]) => `export const ${name}: usize = memory.data<i32>([${limbsOf(value).join(', ')}, 0]);`,
    ),
  ].join('\n');
}
