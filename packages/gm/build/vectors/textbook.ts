/**
 * SM2's arithmetic as the standard writes it down (GM/T 0003.1-2012 Annex A), in affine coordinates over BigInt: slow, short
 * and shared with nothing that the product runs. The vectors are computed with it.
 */

import { createHash } from 'node:crypto';

export const p = 0xfffffffeffffffffffffffffffffffffffffffff00000000ffffffffffffffffn;
const a = p - 3n;
const b = 0x28e9fa9e9d9f5e344d5a9e4bcf6509a7f39789f515ab8f92ddbcbd414d940e93n;
export const n = 0xfffffffeffffffffffffffffffffffff7203df6b21c6052b53bbf40939d54123n;

/** Undefined is the point at infinity. */
export type Point = { x: bigint; y: bigint } | undefined;

export const G: Point = {
  x: 0x32c4ae2c1f1981195f9904466a39c9948fe30bbff2660be1715a4589334c74c7n,
  y: 0xbc3736a2f4f6779c59bdcee36b692153d0a9877cc62a474002df32e52139f0a0n,
};

export function mod(value: bigint, modulus: bigint): bigint {
  const rest = value % modulus;
  return rest < 0n ? rest + modulus : rest;
}

/** By the extended Euclidean algorithm; `value` is not 0 mod `modulus`. */
export function inverse(value: bigint, modulus: bigint): bigint {
  let [low, high] = [mod(value, modulus), modulus];
  let [x, y] = [1n, 0n];
  while (low > 1n) {
    const quotient = high / low;
    [low, high] = [high - quotient * low, low];
    [x, y] = [y - quotient * x, x];
  }
  return mod(x, modulus);
}

export function add(P: Point, Q: Point): Point {
  if (P === undefined) return Q;
  if (Q === undefined) return P;
  if (P.x === Q.x && mod(P.y + Q.y, p) === 0n) return undefined;
  const slope = P.x === Q.x ? (3n * P.x * P.x + a) * inverse(2n * P.y, p) : (Q.y - P.y) * inverse(mod(Q.x - P.x, p), p);
  const x = mod(slope * slope - P.x - Q.x, p);
  return { x, y: mod(slope * (P.x - x) - P.y, p) };
}

export function negate(P: Point): Point {
  return P && { x: P.x, y: mod(-P.y, p) };
}

/** By doubling and adding; the doublings of a point are kept, since most vectors multiply the same few. */
export function multiply(k: bigint, P: Point): Point {
  if (P === undefined) return undefined;
  const powers = doublings.get(P) ?? [P];
  doublings.set(P, powers);
  let sum: Point;
  let i = 0;
  for (let rest = mod(k, n); rest > 0n; rest >>= 1n, i++) {
    powers[i] ??= add(powers[i - 1], powers[i - 1]);
    if (rest & 1n) sum = add(sum, powers[i]);
  }
  return sum;
}

const doublings = new WeakMap<object, Point[]>();

/** The point with this x and an even or odd y, if x is on the curve. */
export function lift(x: bigint, odd: boolean): Point {
  const square = mod(x * x * x + a * x + b, p);
  // p ≡ 3 mod 4.
  const y = power(square, (p + 1n) / 4n);
  if (mod(y * y, p) !== square) return undefined;
  return { x, y: ((y & 1n) === 1n) === odd ? y : mod(-y, p) };
}

function power(base: bigint, exponent: bigint): bigint {
  let result = 1n;
  let square = base;
  for (let rest = exponent; rest > 0n; rest >>= 1n) {
    if (rest & 1n) result = mod(result * square, p);
    square = mod(square * square, p);
  }
  return result;
}

/** 32 big-endian bytes in hexadecimal. */
export function hex32(value: bigint): string {
  return value.toString(16).padStart(64, '0');
}

/** 04‖X‖Y. */
export function hexPoint(P: Point): string {
  if (P === undefined) throw new RangeError('infinity has no encoding');
  return `04${hex32(P.x)}${hex32(P.y)}`;
}

export function sm3(...parts: string[]): string {
  const hash = createHash('sm3');
  for (const part of parts) hash.update(Buffer.from(part, 'hex'));
  return hash.digest('hex');
}

/** Numbers that anybody can draw again: SHA-256 over a label and a counter. */
export function draws(label: string): () => bigint {
  let counter = 0;
  return () => BigInt(`0x${createHash('sha256').update(`${label}/${counter++}`).digest('hex')}`);
}
