/** Our side's randomness: the same bytes for the same label on every run, so that a failure can be had again. */
import { createHash } from 'node:crypto';
import type { RandomBytes } from '@qianyin/gm';

export function seeded(label: string): RandomBytes {
  let counter = 0;
  return (length) => {
    const blocks: Buffer[] = [];
    for (let have = 0; have < length; have += 32) {
      blocks.push(createHash('sha256').update(`conformance/${label}/${counter++}`).digest());
    }
    return new Uint8Array(Buffer.concat(blocks).subarray(0, length));
  };
}

export const utf8 = (text: string): Uint8Array => new TextEncoder().encode(text);
export const fromHex = (text: string): Uint8Array => new Uint8Array(Buffer.from(text, 'hex'));
export const toHex = (bytes: Uint8Array): string => Buffer.from(bytes).toString('hex');

/** A copy with one bit of one octet turned; a negative index counts from the end. */
export function flipped(bytes: Uint8Array, index: number): Uint8Array {
  const copy = new Uint8Array(bytes);
  const at = index < 0 ? copy.length + index : index;
  copy[at] = (copy[at] ?? 0) ^ 1;
  return copy;
}
