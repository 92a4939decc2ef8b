/**
 * Scalars at which implementations break: the ends of the range, powers of two and their neighbours at the borders of every
 * window of 4, 5, 6 and 7 bits, long runs of ones and zeros, halves of the order, and the scalars at which a walk over signed
 * windows meets its own accumulator.
 */

import { draws, inverse, n } from './textbook.ts';

/** Name and value in [1, n−1]: the ends of the range and what meets its own accumulator. */
export function endScalars(): [string, bigint][] {
  const { found, put } = distinct();
  for (let i = 1n; i <= 33n; i += 2n) put(`${i}`, i);
  put('2', 2n);
  for (let i = 1n; i <= 66n; i += 3n) put(`n−${i}`, n - i);
  for (const i of [2n, 6n]) put(`n−${i}`, n - i);
  for (const at of [64n, 128n, 192n, 224n, 255n]) put(`n−2^${at}`, n - (1n << at));
  put('(n−1)/2', (n - 1n) / 2n);
  put('(n+1)/2', (n + 1n) / 2n);
  put('1/3', inverse(3n, n));
  put('ones in every window', BigInt(`0x${'7'.repeat(64)}`));
  put('alternating windows', BigInt(`0x${'f0'.repeat(32)}`) % n);
  put('n with the low half cleared', (n >> 128n) << 128n);
  put('a long run of zeros', (1n << 255n) + 1n);
  // The top digit of signed windows against the sum of the lower ones: equal modulo n for one of these.
  for (let top = 13n; top <= 19n; top += 2n) put(`twice ${top}·2^252`, (2n * top * (1n << 252n)) % n);
  for (let top = 1n; top <= 3n; top += 2n) put(`twice ${top}·2^255`, (2n * top * (1n << 255n)) % n);
  const next = draws('scalars');
  for (let i = 0; i < 4; i++) put(`random ${i}`, next() % n);
  return found();
}

/** The borders of windows of `width` bits, with their neighbours where asked for. */
export function borderScalars(width: bigint, neighbours: boolean): [string, bigint][] {
  const { found, put } = distinct();
  for (let at = width; at < 256n; at += width) {
    put(`2^${at}`, 1n << at);
    if (neighbours) {
      put(`2^${at}−1`, (1n << at) - 1n);
      put(`2^${at}+1`, (1n << at) + 1n);
    }
  }
  return found();
}

function distinct() {
  const values = new Map<bigint, string>();
  return {
    put: (name: string, value: bigint) => {
      if (value >= 1n && value < n && !values.has(value)) values.set(value, name);
    },
    found: (): [string, bigint][] => [...values].map(([value, name]) => [name, value]),
  };
}
