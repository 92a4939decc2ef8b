/** Byte arrays: joining, comparison, wiping, and the checks every public function makes at its door. */

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

/** Overwrites what must not stay in memory. */
export function wipe(...parts: Uint8Array[]): void {
  for (const part of parts) part.fill(0);
}

/** Hands a secret to `work`, whose answer carries it on; overwrites it where `work` throws, a random source's failure included. */
export function wipedIfThrown<T>(secret: Uint8Array, work: () => T): T {
  try {
    return work();
  } catch (error) {
    wipe(secret);
    throw error;
  }
}

export function isAllZero(bytes: Uint8Array): boolean {
  let any = 0;
  for (const byte of bytes) any |= byte;
  return any === 0;
}
