/** Byte arrays: joining, integers, comparison, and the checks every public function makes at its door. */

import { GmError } from './errors.ts';

/** What this package returns: plain bytes over their own ArrayBuffer, fit for WebCrypto, Blob and fetch. */
export type Bytes = Uint8Array<ArrayBuffer>;

/**
 * Compares two secrets in time that depends on their lengths only.
 * Different lengths compare as unequal at once: a length is not a secret here.
 */
export function constantTimeEqual(a: Uint8Array, b: Uint8Array): boolean {
  checkBytes(a, 'a');
  checkBytes(b, 'b');
  if (a.length !== b.length) return false;
  let difference = 0;
  for (let i = 0; i < a.length; i++) difference |= (a[i] ?? 0) ^ (b[i] ?? 0);
  return difference === 0;
}

export function checkBytes(value: Uint8Array, field: string, length?: number): void {
  if (!(value instanceof Uint8Array)) throw new GmError('gm/invalid-type', field);
  if (length !== undefined && value.length !== length) throw new GmError('gm/invalid-length', field);
}

export function concat(...parts: Uint8Array[]): Bytes {
  let length = 0;
  for (const part of parts) length += part.length;
  const out = new Uint8Array(length);
  let offset = 0;
  for (const part of parts) {
    out.set(part, offset);
    offset += part.length;
  }
  return out;
}

/** Big-endian, four bytes. */
export function uint32(value: number): Bytes {
  const out = new Uint8Array(4);
  new DataView(out.buffer).setUint32(0, value);
  return out;
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

export function isAllZero(bytes: Uint8Array): boolean {
  let any = 0;
  for (const byte of bytes) any |= byte;
  return any === 0;
}
