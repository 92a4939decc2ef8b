/** The key derivation of PKCS #12 (RFC 7292 Appendix B.2): a digest over password and salt, stretched by counting. */
import { digest } from '#keys';
import { concat } from '../bytes.ts';
import type { PrfName } from '../keys/inputs.ts';
import { wipe } from '../keys/wipe.ts';

/** What the octets are for (B.3). */
export const PURPOSE = { key: 1, iv: 2, mac: 3 } as const;

const BLOCK: Readonly<Record<PrfName, number>> = { sha1: 64, sha256: 64, sm3: 64, sha384: 128, sha512: 128 };

/** `password`: as B.1 writes it, see bmpPassword. */
export function pkcs12Kdf(input: {
  hash: PrfName;
  purpose: number;
  password: Uint8Array;
  salt: Uint8Array;
  iterations: number;
  /** In bytes. */
  length: number;
}): Uint8Array {
  const { hash, purpose, password, salt, iterations, length } = input;
  const v = BLOCK[hash];
  const state = concat(repeated(salt, v), repeated(password, v));
  const out = new Uint8Array(length);
  for (let at = 0; at < length; ) {
    let a = digest(hash, concat(new Uint8Array(v).fill(purpose), state));
    for (let i = 1; i < iterations; i++) a = digest(hash, a);
    out.set(a.subarray(0, length - at), at);
    at += a.length;
    for (let j = 0; j < state.length; j += v) addOne(state.subarray(j, j + v), a);
    wipe(a);
  }
  wipe(state);
  return out;
}

/** As many copies as fill whole blocks; nothing of nothing. */
function repeated(bytes: Uint8Array, v: number): Uint8Array {
  const out = new Uint8Array(v * Math.ceil(bytes.length / v));
  for (let i = 0; i < out.length; i++) out[i] = bytes[i % bytes.length] as number;
  return out;
}

/** block += a a a… + 1, modulo 2^(8v). */
function addOne(block: Uint8Array, a: Uint8Array): void {
  let carry = 1;
  for (let i = block.length - 1; i >= 0; i--) {
    carry += (block[i] as number) + (a[i % a.length] as number);
    block[i] = carry & 0xff;
    carry >>= 8;
  }
}

/** B.1: UTF-16, big-endian, with a final zero. The caller wipes. */
export function bmpPassword(octets: Uint8Array): Uint8Array {
  const text = new TextDecoder('utf-8', { ignoreBOM: true }).decode(octets);
  const out = new Uint8Array(2 * text.length + 2);
  for (let i = 0; i < text.length; i++) {
    const unit = text.charCodeAt(i);
    out[2 * i] = unit >> 8;
    out[2 * i + 1] = unit & 0xff;
  }
  return out;
}
