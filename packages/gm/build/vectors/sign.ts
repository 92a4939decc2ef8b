/** Signatures with the nonce given (GM/T 0003.2-2012 clause 6.1), among them those that must draw again. */

import { endScalars } from './scalars.ts';
import { draws, G, hex32, inverse, mod, multiply, n, p } from './textbook.ts';
import { type Case, cases } from './vector.ts';

export function signCases(): Case[] {
  const { all, put } = cases();
  const next = draws('sign');
  const give = (name: string, d: bigint, e: bigint, ks: bigint[]) => {
    const last = ks.at(-1) ?? 0n;
    put({
      name,
      operation: 'sign-digest',
      input: { privateKey: hex32(d), e: hex32(e), random: ks.map(hex32).join('') },
      output: { signature: signature(d, e, last) },
    });
  };
  for (const [text, k] of endScalars()) give(`k = ${text}`, next() % (n - 2n), next(), [k]);
  for (const [text, d] of endScalars()) if (d <= n - 2n) give(`d = ${text}`, d, next(), [next() % n]);
  for (const [text, e] of [
    ['0', 0n],
    ['n', n],
    ['p', p],
    ['2^256−1', (1n << 256n) - 1n],
  ] as const)
    give(`e = ${text}`, next() % n, e, [next() % n]);

  // Numbers outside [1, n−1] are drawn again.
  for (const [text, k] of [
    ['0', 0n],
    ['n', n],
    ['2^256−1', (1n << 256n) - 1n],
  ] as const)
    give(`first k = ${text}`, next() % n, next(), [k, next() % n]);
  const k = next() % n;
  const x = multiply(k, G)!.x;
  const d = next() % n;
  give('r = 0 with the first k', d, mod(-x, n), [k, next() % n]);
  give('r + k = n with the first k', d, mod(n - k - x, n), [k, next() % n]);
  // s = 0 means k = r·d: r = k·d⁻¹.
  give('s = 0 with the first k', d, mod(k * inverse(d, n) - x, n), [k, next() % n]);
  give('r = 1', d, mod(1n - x, n), [k]);
  give('r = n−1', d, mod(n - 1n - x, n), [k]);
  give('s = 1', d, mod((k - 1n - d) * inverse(d, n) - x, n), [k]);
  return all;
}

function signature(d: bigint, e: bigint, k: bigint): string {
  const r = mod(e + (multiply(k, G)?.x ?? 0n), n);
  const s = mod(inverse(1n + d, n) * (k - r * d), n);
  if (r === 0n || r + k === n || s === 0n) throw new Error('this nonce gives no signature');
  return hex32(r) + hex32(s);
}
