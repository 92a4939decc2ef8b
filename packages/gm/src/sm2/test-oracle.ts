/** The curve in big integers by @noble/curves, for tests that compute with scalars and points. Not part of the product. */

import type { WeierstrassPoint } from '@noble/curves/abstract/weierstrass.js';
import { weierstrass } from '@noble/curves/abstract/weierstrass.js';
import type { Bytes } from '../bytes.ts';
import type { Secret } from '../secret.ts';
import { fromInteger, toInteger } from './portable-arithmetic.ts';

export { fromInteger, toInteger } from './portable-arithmetic.ts';

export type Point = WeierstrassPoint<bigint>;

export const P = 0xfffffffeffffffffffffffffffffffffffffffff00000000ffffffffffffffffn;
export const ORDER = 0xfffffffeffffffffffffffffffffffff7203df6b21c6052b53bbf40939d54123n;

const Curve = weierstrass({
  p: P,
  n: ORDER,
  h: 1n,
  a: P - 3n,
  b: 0x28e9fa9e9d9f5e344d5a9e4bcf6509a7f39789f515ab8f92ddbcbd414d940e93n,
  Gx: 0x32c4ae2c1f1981195f9904466a39c9948fe30bbff2660be1715a4589334c74c7n,
  Gy: 0xbc3736a2f4f6779c59bdcee36b692153d0a9877cc62a474002df32e52139f0a0n,
});

export const G: Point = Curve.BASE;

export function decodePoint(bytes: Uint8Array): Point {
  const point = Curve.fromBytes(bytes);
  point.assertValidity();
  return point;
}

export function encodePoint(point: Point): Bytes {
  return new Uint8Array(point.toBytes(false));
}

export function times(point: Point, k: bigint): Point {
  return point.multiply(k);
}

export function mod(value: bigint): bigint {
  return Curve.Fn.create(value);
}

export function invert(value: bigint): bigint {
  return Curve.Fn.inv(mod(value));
}

export function openScalar(secret: Secret): bigint {
  return secret.use(toInteger);
}

export const hex32 = (value: bigint): string => Buffer.from(fromInteger(value)).toString('hex');
