/**
 * The curve sm2p256v1 (GM/T 0003.5-2012) and its arithmetic: the only file that knows which library does it.
 * Points arrive as 65 bytes 04‖X‖Y and are checked here; compressed and hybrid forms are left out, as GM/T 0009 leaves them out.
 */

import type { WeierstrassPoint } from '@noble/curves/abstract/weierstrass.js';
import { weierstrass } from '@noble/curves/abstract/weierstrass.js';
import type { Bytes } from '../bytes.ts';
import { checkBytes, fromInteger, toInteger } from '../bytes.ts';
import { GmError } from '../errors.ts';
import type { Secret } from '../secret.ts';

const p = 0xfffffffeffffffffffffffffffffffffffffffff00000000ffffffffffffffffn;
const b = 0x28e9fa9e9d9f5e344d5a9e4bcf6509a7f39789f515ab8f92ddbcbd414d940e93n;
/** Order of the group; prime, and the cofactor is 1, so a point on the curve is in the group. */
export const ORDER = 0xfffffffeffffffffffffffffffffffff7203df6b21c6052b53bbf40939d54123n;

const Curve = weierstrass({
  p,
  n: ORDER,
  h: 1n,
  a: p - 3n,
  b,
  Gx: 0x32c4ae2c1f1981195f9904466a39c9948fe30bbff2660be1715a4589334c74c7n,
  Gy: 0xbc3736a2f4f6779c59bdcee36b692153d0a9877cc62a474002df32e52139f0a0n,
});

export type Point = WeierstrassPoint<bigint>;
export const G: Point = Curve.BASE;
/** a ‖ b ‖ Gx ‖ Gy, as they enter Z. */
export const CURVE_BYTES: readonly Uint8Array[] = [p - 3n, b, G.x, G.y].map(fromInteger);

/** 04‖X‖Y with both coordinates below p and on the curve, or gm/invalid-length / gm/invalid-point. Stops invalid-curve attacks. */
export function decodePoint(bytes: Uint8Array, field: string): Point {
  checkBytes(bytes, field, 65);
  if (bytes[0] !== 0x04) throw new GmError('gm/invalid-point', field);
  const x = toInteger(bytes.subarray(1, 33));
  const y = toInteger(bytes.subarray(33));
  if (x >= p || y >= p) throw new GmError('gm/invalid-point', field);
  const point = Curve.fromAffine({ x, y });
  try {
    point.assertValidity();
  } catch (cause) {
    throw new GmError('gm/invalid-point', field, cause);
  }
  return point;
}

/** 65 bytes 04‖X‖Y. The point at infinity has no such form and must have been dealt with before. */
export function encodePoint(point: Point): Bytes {
  return new Uint8Array(point.toBytes(false));
}

/** k·P for a secret k in [1, n−1]. */
export function times(point: Point, k: bigint): Point {
  return point.multiply(k);
}

/** u·P + v·Q for public scalars below n; not constant-time. */
export function combine(u: bigint, P: Point, v: bigint, Q: Point): Point {
  return P.mulAddUnsafe(u, Q, v);
}

export function mod(value: bigint): bigint {
  return Curve.Fn.create(value);
}

/** value⁻¹ mod n for a value that is not 0 mod n. */
export function invert(value: bigint): bigint {
  return Curve.Fn.inv(mod(value));
}

/** Reads 32 bytes as a scalar in [1, max]; throws gm/invalid-length or gm/invalid-scalar. */
export function decodeScalar(bytes: Uint8Array, field: string, max: bigint = ORDER - 1n): bigint {
  checkBytes(bytes, field, 32);
  const value = toInteger(bytes);
  if (value < 1n || value > max) throw new GmError('gm/invalid-scalar', field);
  return value;
}

/** The same for a secret. The integer that comes back cannot be wiped: see the README's Security section. */
export function openScalar(secret: Secret, field: string, max: bigint = ORDER - 1n): bigint {
  return secret.use((bytes) => decodeScalar(bytes, field, max));
}
