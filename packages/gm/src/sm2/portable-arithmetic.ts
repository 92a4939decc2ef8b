/**
 * The arithmetic of SM2 by @noble/curves, where there is no WebAssembly: the only file of the product with big integers. It is not
 * constant-time and leaves copies of secrets behind that nobody can wipe (README, Security). It is also the tests' oracle.
 */

import type { WeierstrassPoint } from '@noble/curves/abstract/weierstrass.js';
import { weierstrass } from '@noble/curves/abstract/weierstrass.js';
import type { Bytes } from '../bytes.ts';
import type { Arithmetic } from './arithmetic-port.ts';

type Point = WeierstrassPoint<bigint>;

const P = 0xfffffffeffffffffffffffffffffffffffffffff00000000ffffffffffffffffn;
const N = 0xfffffffeffffffffffffffffffffffff7203df6b21c6052b53bbf40939d54123n;

export function portableArithmetic(): Arithmetic {
  const Curve = weierstrass({
    p: P,
    n: N,
    h: 1n,
    a: P - 3n,
    b: 0x28e9fa9e9d9f5e344d5a9e4bcf6509a7f39789f515ab8f92ddbcbd414d940e93n,
    Gx: 0x32c4ae2c1f1981195f9904466a39c9948fe30bbff2660be1715a4589334c74c7n,
    Gy: 0xbc3736a2f4f6779c59bdcee36b692153d0a9877cc62a474002df32e52139f0a0n,
  });
  const mod = (value: bigint) => Curve.Fn.create(value);
  const open = (point: Uint8Array): Point =>
    Curve.fromAffine({ x: toInteger(point.subarray(1, 33)), y: toInteger(point.subarray(33)) });
  const close = (point: Point): Bytes | undefined => (point.is0() ? undefined : new Uint8Array(point.toBytes(false)));
  const valid = (point: Uint8Array): Point | undefined => {
    if (toInteger(point.subarray(1, 33)) >= P || toInteger(point.subarray(33)) >= P) return undefined;
    try {
      const opened = open(point);
      opened.assertValidity();
      return opened;
    } catch {
      return undefined;
    }
  };
  return {
    isPoint: (point) => valid(point) !== undefined,
    multiplyBase: (k) => new Uint8Array(Curve.BASE.multiply(toInteger(k)).toBytes(false)),
    multiply: (k, point) => new Uint8Array(open(point).multiply(toInteger(k)).toBytes(false)),
    add: (p, q) => close(open(p).add(open(q))),
    subtract: (p, q) => close(open(p).subtract(open(q))),
    decompress: (x, odd) => {
      const compressed = new Uint8Array(33);
      compressed[0] = odd ? 3 : 2;
      compressed.set(x, 1);
      try {
        return close(Curve.fromBytes(compressed));
      } catch {
        return undefined;
      }
    },
    scalarAdd: (a, b) => fromInteger(mod(toInteger(a) + toInteger(b))),
    scalarSubtract: (a, b) => fromInteger(mod(toInteger(a) - toInteger(b))),
    scalarMultiply: (a, b) => fromInteger(mod(toInteger(a) * toInteger(b))),
    scalarInvert: (a) => {
      const value = mod(toInteger(a));
      return fromInteger(value === 0n ? 0n : Curve.Fn.inv(value));
    },
    scalarReduce: (wide) => fromInteger(mod(toInteger(wide))),
    sign: (e, k, inverse) => {
      const nonce = toInteger(k);
      const r = mod(toInteger(e) + Curve.BASE.multiply(nonce).x);
      const s = mod(toInteger(inverse) * (nonce + r) - r);
      if (r === 0n || s === 0n || mod(r + nonce) === 0n) return undefined;
      const signature = new Uint8Array(64);
      signature.set(fromInteger(r));
      signature.set(fromInteger(s), 32);
      return signature;
    },
    verify: (publicKey, e, signature) => {
      const key = valid(publicKey);
      if (key === undefined) return undefined;
      const r = toInteger(signature.subarray(0, 32));
      const s = toInteger(signature.subarray(32));
      const t = mod(r + s);
      if (r < 1n || r >= N || s < 1n || s >= N || t === 0n) return false;
      const R = Curve.BASE.mulAddUnsafe(s, key, t);
      return !R.is0() && mod(toInteger(e) + R.x) === r;
    },
  };
}

/** Reads a big-endian unsigned integer of any length. */
export function toInteger(bytes: Uint8Array): bigint {
  let value = 0n;
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  let i = 0;
  for (; i + 8 <= bytes.length; i += 8) value = (value << 64n) | view.getBigUint64(i);
  for (; i < bytes.length; i++) value = (value << 8n) | BigInt(bytes[i] ?? 0);
  return value;
}

/** Writes 0 ≤ value < 2^256 as 32 big-endian bytes. */
export function fromInteger(value: bigint): Bytes {
  const out = new Uint8Array(32);
  const view = new DataView(out.buffer);
  for (let i = 3; i >= 0; i--) {
    view.setBigUint64(i * 8, BigInt.asUintN(64, value));
    value >>= 64n;
  }
  return out;
}
