/**
 * SM3 in one call, HMAC (RFC 2104 over SM3, GB/T 15852.2) and the key derivation function of GM/T 0003.4-2012 clause 5.4.3.
 */

import { Sm3 } from '#sm3';
import type { Bytes } from '../bytes.ts';
import { checkBytes, uint32 } from '../bytes.ts';
import { GmError } from '../errors.ts';

const BLOCK = 64;
const HASH = 32;

/** SM3 of the whole message, 32 bytes. */
export function sm3(data: Uint8Array): Bytes {
  return new Sm3().update(data).digest();
}

/** HMAC-SM3, 32 bytes. A key longer than 64 bytes is hashed first, as RFC 2104 says. */
export function hmacSm3(key: Uint8Array, data: Uint8Array): Bytes {
  checkBytes(key, 'key');
  const padded = new Uint8Array(BLOCK);
  padded.set(key.length > BLOCK ? sm3(key) : key);
  const inner = new Sm3()
    .update(padded.map((byte) => byte ^ 0x36))
    .update(data)
    .digest();
  const outer = new Sm3()
    .update(padded.map((byte) => byte ^ 0x5c))
    .update(inner)
    .digest();
  padded.fill(0);
  return outer;
}

/** KDF(Z, length): SM3(Z ‖ 1) ‖ SM3(Z ‖ 2) ‖ …, counters in four big-endian bytes, cut to `length` bytes. */
export function sm3Kdf(z: Uint8Array, length: number): Bytes {
  checkBytes(z, 'z');
  if (!Number.isSafeInteger(length) || length < 1 || length > (2 ** 32 - 1) * HASH) {
    throw new GmError('gm/invalid-length', 'length');
  }
  const out = new Uint8Array(length);
  for (let offset = 0, counter = 1; offset < length; offset += HASH, counter++) {
    const block = new Sm3().update(z).update(uint32(counter)).digest();
    out.set(block.subarray(0, Math.min(HASH, length - offset)), offset);
  }
  return out;
}
