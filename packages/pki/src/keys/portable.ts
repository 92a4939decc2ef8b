/** The same as native.ts in TypeScript, for browsers. Triple DES is not there: no kept library of its size has it. */
import { hmacSm3, sm3 } from '@qianyin/gm';
import { weierstrass } from '@noble/curves/abstract/weierstrass.js';
import { hmac as hmacOf } from '@noble/hashes/hmac.js';
import { sha1 } from '@noble/hashes/legacy.js';
import { pbkdf2 as pbkdf2Of } from '@noble/hashes/pbkdf2.js';
import { sha256, sha384, sha512 } from '@noble/hashes/sha2.js';
import type { NistCurveName } from '../algorithms/nist-curve.ts';
import { NIST_CURVES, toInteger } from '../algorithms/nist-curve.ts';
import { concat } from '../bytes.ts';
import type { Pbkdf2Input, PrfName } from './inputs.ts';

const HASHES = { sha1, sha256, sha384, sha512 };

export function pbkdf2({ prf, password, salt, iterations, length }: Pbkdf2Input): Uint8Array {
  if (prf !== 'sm3') return pbkdf2Of(HASHES[prf], password, salt, { c: iterations, dkLen: length });
  const out = new Uint8Array(Math.ceil(length / 32) * 32);
  for (let block = 1; (block - 1) * 32 < length; block++) {
    let u: Uint8Array = hmacSm3(password, concat(salt, Uint8Array.of(0, 0, 0, block)));
    const t = new Uint8Array(u);
    for (let i = 1; i < iterations; i++) {
      u = hmacSm3(password, u);
      for (let j = 0; j < 32; j++) t[j] = (t[j] as number) ^ (u[j] as number);
    }
    out.set(t, (block - 1) * 32);
    t.fill(0);
  }
  return out.slice(0, length);
}

export function digest(name: PrfName, message: Uint8Array): Uint8Array {
  return name === 'sm3' ? sm3(message) : HASHES[name](message);
}

export function hmac(name: PrfName, key: Uint8Array, message: Uint8Array): Uint8Array {
  return name === 'sm3' ? hmacSm3(key, message) : hmacOf(HASHES[name], key, message);
}

export function publicPoint(curve: NistCurveName, scalar: Uint8Array): Uint8Array | undefined {
  const { p, n, b, Gx, Gy } = NIST_CURVES[curve];
  const d = toInteger(scalar);
  if (d < 1n || d >= n) return undefined;
  return weierstrass({ p, n, h: 1n, a: p - 3n, b, Gx, Gy })
    .BASE.multiply(d)
    .toBytes(false);
}

export function tripleDesCbcDecrypt(
  _key: Uint8Array,
  _iv: Uint8Array,
  _ciphertext: Uint8Array,
): Uint8Array | undefined {
  return undefined;
}
