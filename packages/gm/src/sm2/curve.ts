/**
 * The curve sm2p256v1 (GM/T 0003.5-2012) as the rest of the package sees it: points and scalars checked at the door.
 * Points arrive as 65 bytes 04‖X‖Y; compressed and hybrid forms are left out, as GM/T 0009 leaves them out.
 */

import type { Bytes } from '../bytes.ts';
import { checkBytes } from '../bytes.ts';
import { GmError } from '../errors.ts';
import type { Secret } from '../secret.ts';
import { arithmetic } from './arithmetic.ts';

const ORDER = 'fffffffeffffffffffffffffffffffff7203df6b21c6052b53bbf40939d541';
/** n−1, the largest scalar. */
export const MAX_SCALAR: Uint8Array = fromHex(`${ORDER}22`);
/** n−2, the largest private key: with d = n−1 the signature's (1+d)⁻¹ does not exist. */
export const MAX_PRIVATE_KEY: Uint8Array = fromHex(`${ORDER}21`);

/** The base point. */
export const G: Uint8Array = fromHex(
  '0432c4ae2c1f1981195f9904466a39c9948fe30bbff2660be1715a4589334c74c7bc3736a2f4f6779c59bdcee36b692153d0a9877cc62a474002df32e52139f0a0',
);

/** a ‖ b ‖ Gx ‖ Gy, as they enter Z. */
export const CURVE_BYTES: Uint8Array = fromHex(
  'fffffffeffffffffffffffffffffffffffffffff00000000fffffffffffffffc' +
    '28e9fa9e9d9f5e344d5a9e4bcf6509a7f39789f515ab8f92ddbcbd414d940e93' +
    '32c4ae2c1f1981195f9904466a39c9948fe30bbff2660be1715a4589334c74c7' +
    'bc3736a2f4f6779c59bdcee36b692153d0a9877cc62a474002df32e52139f0a0',
);

/** 04‖X‖Y with both coordinates below p and on the curve, or gm/invalid-length / gm/invalid-point. Stops invalid-curve attacks. */
export function checkPoint(bytes: Uint8Array, field: string): Uint8Array {
  checkPointForm(bytes, field);
  if (!arithmetic.isPoint(bytes)) throw new GmError('gm/invalid-point', field);
  return bytes;
}

/** Length and first byte only, where the arithmetic that follows checks the rest. */
export function checkPointForm(bytes: Uint8Array, field: string): void {
  checkBytes(bytes, field, 65);
  if (bytes[0] !== 0x04) throw new GmError('gm/invalid-point', field);
}

/** k·P for a secret k in [1, n−1]; G by reference is the base point and has its own, faster way. */
export function times(k: Uint8Array, point: Uint8Array): Bytes {
  return point === G ? arithmetic.multiplyBase(k) : arithmetic.multiply(k, point);
}

/** 32 bytes that are a scalar in [1, max]; throws gm/invalid-length or gm/invalid-scalar. */
export function checkScalar(bytes: Uint8Array, field: string, max: Uint8Array = MAX_SCALAR): Uint8Array {
  checkBytes(bytes, field, 32);
  if (!isInRange(bytes, max)) throw new GmError('gm/invalid-scalar', field);
  return bytes;
}

/** Lends a secret scalar, checked, for the length of the call. */
export function withScalar<T>(
  secret: Secret,
  field: string,
  read: (scalar: Uint8Array) => T,
  max: Uint8Array = MAX_SCALAR,
): T {
  return secret.use((bytes) => read(checkScalar(bytes, field, max)));
}

/** Whether 1 ≤ value ≤ max, 32 bytes each, without a branch on a byte. */
export function isInRange(value: Uint8Array, max: Uint8Array): boolean {
  let borrow = 0;
  let any = 0;
  for (let i = 31; i >= 0; i--) {
    borrow = (max[i]! - value[i]! - borrow) >>> 31;
    any |= value[i]!;
  }
  return borrow === 0 && any !== 0;
}

function fromHex(text: string): Bytes {
  return Uint8Array.from({ length: text.length / 2 }, (_, i) => Number.parseInt(text.slice(2 * i, 2 * i + 2), 16));
}
