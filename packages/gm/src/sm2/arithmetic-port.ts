/**
 * What SM2 needs of its curve, bytes in, bytes out. Two answer to it with the same bytes for the same bytes: the WebAssembly core
 * (core-arithmetic.ts), constant-time, and @noble/curves (portable-arithmetic.ts), which is not. arithmetic.test.ts compares them.
 *
 * Points are 65 bytes 04‖X‖Y, scalars 32 bytes big-endian. Callers have checked both: points with `isPoint`, scalars against
 * their range. What comes back is a fresh array that the caller owns, and wipes where it is secret.
 */

import type { Bytes } from '../bytes.ts';

export interface Arithmetic {
  /** Whether both coordinates are below p and on the curve. */
  isPoint(point: Uint8Array): boolean;
  /** k·G for a secret k in [1, n−1]. */
  multiplyBase(k: Uint8Array): Bytes;
  /** k·P for a secret k in [1, n−1]. */
  multiply(k: Uint8Array, point: Uint8Array): Bytes;
  /** P + Q; undefined for infinity. */
  add(p: Uint8Array, q: Uint8Array): Bytes | undefined;
  /** P − Q; undefined for infinity. */
  subtract(p: Uint8Array, q: Uint8Array): Bytes | undefined;
  /** The point with this X and this parity of Y; undefined where there is none. */
  decompress(x: Uint8Array, odd: boolean): Bytes | undefined;

  /** a + b mod n. The arguments of the five may be any 32 bytes. */
  scalarAdd(a: Uint8Array, b: Uint8Array): Bytes;
  scalarSubtract(a: Uint8Array, b: Uint8Array): Bytes;
  scalarMultiply(a: Uint8Array, b: Uint8Array): Bytes;
  /** a⁻¹ mod n; zero for zero. */
  scalarInvert(a: Uint8Array): Bytes;
  /** 48 bytes mod n. */
  scalarReduce(wide: Uint8Array): Bytes;

  /** r‖s from e, a secret nonce k in [1, n−1] and the secret (1+d)⁻¹; undefined where the standard draws another nonce. */
  sign(e: Uint8Array, k: Uint8Array, inverse: Uint8Array): Bytes | undefined;
  /** Whether r‖s is a signature of e; undefined when the key is no point. */
  verify(publicKey: Uint8Array, e: Uint8Array, signature: Uint8Array): boolean | undefined;
}
