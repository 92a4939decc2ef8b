/** Padding of CBC to blocks of 16 bytes (RFC 5652 §6.3). */
import { constantTimeEqual } from '@qianyin/gm';
import { PkiError } from '../errors.ts';

const BLOCK = 16;

export function padBlocks(plain: Uint8Array): Uint8Array {
  const count = BLOCK - (plain.length % BLOCK);
  const padded = new Uint8Array(plain.length + count).fill(count, plain.length);
  padded.set(plain);
  return padded;
}

/** Compares a whole block whatever it holds, so that the time taken does not say how much of it was right. */
export function unpadBlocks(padded: Uint8Array): Uint8Array {
  const count = padded.at(-1) ?? 0;
  const inRange = count >= 1 && count <= BLOCK;
  const length = inRange ? count : BLOCK;
  const last = padded.slice(-BLOCK);
  const expected = new Uint8Array(last);
  expected.fill(count, BLOCK - length);
  const right = constantTimeEqual(last, expected);
  if (!right || !inRange) throw new PkiError('pki/decrypt-failed', 'the content does not open');
  return padded.subarray(0, padded.length - count);
}
