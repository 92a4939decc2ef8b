/**
 * PKCS #7 padding (RFC 5652 clause 6.3) to blocks of 16 bytes, shared by both SM4 implementations so that their errors agree.
 */

import type { Bytes } from '../bytes.ts';
import { checkBytes } from '../bytes.ts';
import { GmError } from '../errors.ts';

const BLOCK = 16;

export function checkBlocks(data: Uint8Array, field: string): void {
  checkBytes(data, field);
  if (data.length % BLOCK !== 0) throw new GmError('gm/invalid-length', field);
}

/** Always adds 1 to 16 bytes, each holding their number. */
export function pad(plain: Uint8Array): Bytes {
  const count = BLOCK - (plain.length % BLOCK);
  const out = new Uint8Array(plain.length + count).fill(count, plain.length);
  out.set(plain);
  return out;
}

/** Looks at all sixteen last bytes whatever they hold, so that the time taken does not say how much of the padding was right. */
export function unpad(padded: Bytes): Bytes {
  const count = padded[padded.length - 1] ?? 0;
  let wrong = Number(count < 1) | Number(count > BLOCK);
  for (let i = 1; i <= BLOCK; i++) {
    const inside = Number(i <= count);
    wrong |= inside & Number(padded[padded.length - i] !== count);
  }
  if (wrong !== 0) throw new GmError('gm/decrypt-failed', 'ciphertext');
  return padded.slice(0, padded.length - count);
}
