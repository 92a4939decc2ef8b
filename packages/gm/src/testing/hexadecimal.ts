/** Bytes in vector files, and the randomness that a case gives. */

import type { RandomBytes } from '../index.ts';

export function bytes(text: string): Uint8Array<ArrayBuffer> {
  return Uint8Array.from(text.match(/../g) ?? [], (pair) => Number.parseInt(pair, 16));
}

export function hex(value: Uint8Array): string {
  return Array.from(value, (byte) => byte.toString(16).padStart(2, '0')).join('');
}

/** Hands out the given bytes, then fails: a case says how much is drawn. `left()` is what nobody drew. */
export function stream(all: Uint8Array<ArrayBuffer>): { random: RandomBytes; left: () => number } {
  let offset = 0;
  return {
    random: (length) => {
      if (offset + length > all.length) throw new Error('more was drawn than the case gives');
      offset += length;
      return all.slice(offset - length, offset);
    },
    left: () => all.length - offset,
  };
}
