/** Encryption and decryption (GM/T 0003.4-2012): multiples of foreign points, key streams of zeros, and what is no ciphertext. */

import { borderScalars, endScalars } from './scalars.ts';
import { draws, G, hex32, hexPoint, lift, mod, multiply, n, p, type Point, sm3 } from './textbook.ts';
import { type Case, cases } from './vector.ts';

export function encryptionCases(): Case[] {
  const { all, put } = cases();
  const next = draws('encryption');
  const text = (length: number) => Array.from({ length }, () => (next() & 255n).toString(16).padStart(2, '0')).join('');
  const decrypt = (name: string, d: bigint, ciphertext: string, result: { plaintext: string } | string) =>
    put({
      name,
      operation: 'decrypt',
      input: { privateKey: hex32(d), ciphertext },
      ...(typeof result === 'string' ? { code: result } : { output: result }),
    });
  // A multiple of a point whose logarithm nobody knows.
  const foreign = lift(0x1000n + (next() % 0x10000n) * 7n, true) ?? lift(5n, true) ?? G;
  for (const [scalar, d] of [...endScalars(), ...borderScalars(5n, false)]) {
    if (d > n - 2n) continue;
    const plaintext = text(19);
    decrypt(`d = ${scalar}`, d, seal(foreign, multiply(d, foreign), plaintext), { plaintext });
  }
  const d = next() % n;
  const P = multiply(d, G);
  for (const [scalar, k] of endScalars()) {
    const plaintext = text(16);
    put({
      name: `k = ${scalar}`,
      operation: 'encrypt',
      input: { publicKey: hexPoint(P), plaintext, random: hex32(k) },
      output: { ciphertext: seal(multiply(k, G), multiply(k, P), plaintext) },
    });
  }
  for (const length of [1, 2, 31, 32, 33, 63, 64, 65, 96, 255, 1000]) {
    const plaintext = text(length);
    const k = freshK(next, P, length);
    decrypt(`${length} bytes`, d, seal(multiply(k, G), multiply(k, P), plaintext), { plaintext });
  }

  // One byte whose key stream is zero: encryption draws again, decryption refuses.
  let zero = next() % n;
  while (stream(multiply(zero, P), 1) !== '00') zero = next() % n;
  const other = freshK(next, P, 1);
  put({
    name: 'a key stream of zeros with the first k',
    operation: 'encrypt',
    input: { publicKey: hexPoint(P), plaintext: '41', random: hex32(zero) + hex32(other) },
    output: { ciphertext: seal(multiply(other, G), multiply(other, P), '41') },
  });
  decrypt('a key stream of zeros', d, seal(multiply(zero, G), multiply(zero, P), '41'), 'gm/decrypt-failed');

  const k = next() % n;
  const whole = seal(multiply(k, G), multiply(k, P), text(24));
  for (const at of [0, 31, 32, 64, 96, 97, 119].map((byte) => byte * 2)) {
    if (at === 0) continue;
    const flipped =
      whole.slice(0, at) +
      (Number.parseInt(whole.slice(at, at + 2), 16) ^ 1).toString(16).padStart(2, '0') +
      whole.slice(at + 2);
    decrypt(`byte ${at / 2} turned`, d, flipped, at / 2 < 65 ? 'gm/invalid-point' : 'gm/decrypt-failed');
  }
  decrypt(
    'C3 and C2 in the old order',
    d,
    whole.slice(0, 130) + whole.slice(194) + whole.slice(130, 194),
    'gm/decrypt-failed',
  );
  decrypt('without C2', d, whole.slice(0, 194), 'gm/invalid-length');
  decrypt('without C3', d, whole.slice(0, 130), 'gm/invalid-length');
  decrypt('nothing', d, '', 'gm/invalid-length');
  decrypt('C2 cut', d, whole.slice(0, -2), 'gm/decrypt-failed');
  decrypt('C2 longer', d, `${whole}00`, 'gm/decrypt-failed');
  for (const first of ['00', '02', '03', '06', '30'])
    decrypt(`first byte ${first}`, d, first + whole.slice(2), 'gm/invalid-point');
  const replace = (point: string) => point + whole.slice(130);
  decrypt('C1 is 0, 0', d, replace(`04${'00'.repeat(64)}`), 'gm/invalid-point');
  decrypt('C1 off the curve', d, replace(`04${hex32(1n)}${hex32(1n)}`), 'gm/invalid-point');
  decrypt(
    'C1 of the other sign',
    d,
    replace(hexPoint({ x: multiply(k, G)!.x, y: mod(-multiply(k, G)!.y, p) })),
    'gm/decrypt-failed',
  );
  decrypt('x of C1 is not reduced', d, replace(`04${hex32((1n << 256n) - 1n)}${hex32(1n)}`), 'gm/invalid-point');
  decrypt('another key', mod(d + 1n, n - 2n), whole, 'gm/decrypt-failed');
  return all;
}

/** A nonce whose key stream is not all zero. */
function freshK(next: () => bigint, P: Point, length: number): bigint {
  for (;;) {
    const k = next() % n;
    if (!/^0*$/.test(stream(multiply(k, P), length))) return k;
  }
}

function seal(C1: Point, shared: Point, plaintext: string): string {
  const keys = stream(shared, plaintext.length / 2);
  const c2 = (BigInt(`0x1${plaintext}`) ^ BigInt(`0x${keys}`)).toString(16).slice(1);
  return hexPoint(C1) + sm3(hex32(shared!.x), plaintext, hex32(shared!.y)) + c2;
}

/** KDF(x2 ‖ y2, length), clause 5.4.3. */
function stream(shared: Point, length: number): string {
  let out = '';
  for (let counter = 1; out.length < length * 2; counter++)
    out += sm3(hex32(shared!.x), hex32(shared!.y), counter.toString(16).padStart(8, '0'));
  return out.slice(0, length * 2);
}
