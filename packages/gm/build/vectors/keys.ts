/** Public keys of private keys at the edges, and what is no key (GM/T 0003.1-2012 clause 6). */

import { borderScalars, endScalars } from './scalars.ts';
import { draws, G, hex32, hexPoint, lift, mod, multiply, n, p } from './textbook.ts';
import { type Case, cases } from './vector.ts';

export function keyCases(): Case[] {
  const { all, put } = cases();
  const seen = new Set<bigint>();
  for (const [text, d] of [...endScalars(), ...borderScalars(6n, true), ...borderScalars(29n, true)]) {
    if (seen.has(d)) continue;
    seen.add(d);
    // With d = n−1 there is no (1+d)⁻¹.
    const good = d <= n - 2n;
    const result = good ? { output: { publicKey: hexPoint(multiply(d, G)) } } : { code: 'gm/invalid-scalar' };
    put({ name: `d = ${text}`, operation: 'public-key', input: { privateKey: hex32(d) }, ...result });
  }
  for (const [text, d] of [
    ['0', 0n],
    ['n', n],
    ['n+1', n + 1n],
    ['p', p],
    ['2^256−1', (1n << 256n) - 1n],
  ] as const)
    put({ name: `d = ${text}`, operation: 'public-key', input: { privateKey: hex32(d) }, code: 'gm/invalid-scalar' });
  put({
    name: 'd of 31 bytes',
    operation: 'public-key',
    input: { privateKey: '01'.repeat(31) },
    code: 'gm/invalid-length',
  });
  put({
    name: 'd of 33 bytes',
    operation: 'public-key',
    input: { privateKey: '01'.repeat(33) },
    code: 'gm/invalid-length',
  });

  const next = draws('keys');
  const check = (name: string, publicKey: string, code?: string) =>
    put({
      name,
      operation: 'check-public-key',
      input: { publicKey },
      ...(code === undefined ? { output: {} } : { code }),
    });
  const invalid = 'gm/invalid-point';
  const P = multiply(next() % n, G)!;
  check('a point', hexPoint(P));
  check('y of the other sign', hexPoint({ x: P.x, y: p - P.y }));
  check('y off by one', hexPoint({ x: P.x, y: mod(P.y + 1n, p) }), invalid);
  check('x off by one', hexPoint({ x: mod(P.x + 1n, p), y: P.y }), invalid);
  check('x and y exchanged', hexPoint({ x: P.y, y: P.x }), invalid);
  check('0, 0', hexPoint({ x: 0n, y: 0n }), invalid);
  check('all ones', `04${'ff'.repeat(64)}`, invalid);
  check('a point of P-256', `04${P256}`, invalid);
  check('infinity, one byte', '00', 'gm/invalid-length');
  check('infinity with zeros', `00${'00'.repeat(64)}`, invalid);
  for (const first of ['00', '02', '03', '05', '06', '07', 'ff'])
    check(`first byte ${first}`, first + hexPoint(P).slice(2), invalid);
  check('compressed', `02${hex32(P.x)}`, 'gm/invalid-length');
  check('a byte short', hexPoint(P).slice(0, -2), 'gm/invalid-length');
  check('a byte long', `${hexPoint(P)}00`, 'gm/invalid-length');
  check('nothing', '', 'gm/invalid-length');
  for (const [text, x] of [
    ['p', p],
    ['p+1', p + 1n],
    ['2^256−1', (1n << 256n) - 1n],
  ] as const) {
    check(`x = ${text}`, `04${hex32(x)}${hex32(P.y)}`, invalid);
    check(`y = ${text}`, `04${hex32(P.x)}${hex32(x)}`, invalid);
  }
  // Right modulo p, written without reduction: two encodings of one point would be two identities of one key.
  for (let x = 0n, found = 0; found < 3 && x + p < 1n << 256n; x++) {
    const low = lift(x, false);
    if (low === undefined) continue;
    check(`smallest x, number ${found}`, hexPoint(low));
    check(`smallest x, number ${found}, plus p`, `04${hex32(x + p)}${hex32(low.y)}`, invalid);
    found++;
  }
  for (let x = p - 1n, found = 0; found < 3; x--) {
    const high = lift(x, true);
    if (high === undefined) continue;
    check(`largest x, number ${found}`, hexPoint(high));
    found++;
  }
  return all;
}

/** The base point of P-256 (FIPS 186-4, D.1.2.3): on another curve. */
const P256 =
  '6b17d1f2e12c4247f8bce6e563a440f277037d812deb33a0f4a13945d898c296' +
  '4fe342e2fe1a7f9b8ee7eb4a7c0f9e162bce33576b315ececbb6406837bf51f5';
