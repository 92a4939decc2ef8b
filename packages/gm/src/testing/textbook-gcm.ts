/**
 * SM4-GCM bit by bit from the text of NIST SP 800-38D, over OpenSSL's block cipher and numbers of 128 bits, first bit highest.
 * For tests and vectors: slow, and it branches on secrets.
 */

import { createCipheriv } from 'node:crypto';
import { bytes, hex } from '../test-support.ts';

/** Ciphertext and tag in hexadecimal. */
export function textbookGcm(key: Uint8Array, iv: Uint8Array, plain: Uint8Array, additional: Uint8Array): string {
  const H = encryptBlock(key, 0n);
  const ghash = (all: bigint[]) => all.reduce((sum, block) => multiply(sum ^ block, H), 0n);
  const j0 = iv.length === 12 ? BigInt(`0x${hex(iv)}00000001`) : ghash([...blocks(iv), bits(iv)]);
  const counter = (i: number) => (j0 & ~0xffffffffn) | ((j0 + BigInt(i)) & 0xffffffffn);
  const stream = bytes(blocks(plain).reduce((text, _, i) => text + hex128(encryptBlock(key, counter(i + 1))), ''));
  const ciphertext = plain.map((byte, i) => byte ^ (stream[i] ?? 0));
  const sum = ghash([...blocks(additional), ...blocks(ciphertext), (bits(additional) << 64n) | bits(plain)]);
  return hex(ciphertext) + hex128(sum ^ encryptBlock(key, j0));
}

/** The iv of 16 bytes whose first counter block is `counter`: J0 = ((iv·H) ⊕ 128)·H, solved for iv. */
export function textbookIv(key: Uint8Array, counter: string): Uint8Array<ArrayBuffer> {
  const H = encryptBlock(key, 0n);
  // H⁻¹ = H^(2^128 − 2).
  let inverse = 1n << 127n;
  for (let i = 127; i >= 0; i--) {
    inverse = multiply(inverse, inverse);
    if (i > 0) inverse = multiply(inverse, H);
  }
  return bytes(hex128(multiply(multiply(BigInt(`0x${counter}`), inverse) ^ 128n, inverse)));
}

function encryptBlock(key: Uint8Array, block: bigint): bigint {
  const cipher = createCipheriv('sm4-ecb', key, null).setAutoPadding(false);
  return BigInt(`0x${cipher.update(hex128(block), 'hex', 'hex')}`);
}

/** Algorithm 1 of clause 6.3. */
function multiply(x: bigint, y: bigint): bigint {
  let z = 0n;
  for (let i = 127n; i >= 0n; i--) {
    if ((x >> i) & 1n) z ^= y;
    y = y & 1n ? (y >> 1n) ^ (0xe1n << 120n) : y >> 1n;
  }
  return z;
}

function blocks(data: Uint8Array): bigint[] {
  return Array.from({ length: Math.ceil(data.length / 16) }, (_, i) =>
    BigInt(`0x${hex(data.subarray(i * 16, i * 16 + 16)).padEnd(32, '0')}`),
  );
}

function bits(data: Uint8Array): bigint {
  return BigInt(data.length * 8);
}

function hex128(value: bigint): string {
  return value.toString(16).padStart(32, '0');
}
