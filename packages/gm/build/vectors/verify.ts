/**
 * Signatures over a digest e (GM/T 0003.2-2012 clause 7.1): ends of the range, wrap-arounds and the points in which a fast
 * implementation takes a wrong turn. Where the standard's steps give the answer, `verdict` follows them to the letter.
 */

import { borderScalars, endScalars } from './scalars.ts';
import { add, draws, G, hex32, hexPoint, inverse, lift, mod, multiply, n, negate, p, type Point } from './textbook.ts';
import { type Case, cases } from './vector.ts';

export function verifyCases(): Case[] {
  const { all, put } = cases();
  const next = draws('verify');
  const give = (name: string, P: Point, e: bigint, r: bigint, s: bigint) =>
    put({
      name,
      operation: 'verify-digest',
      input: { publicKey: hexPoint(P), e: hex32(e), signature: hex32(r) + hex32(s) },
      output: { valid: verdict(P, e, r, s) },
    });
  const sign = (d: bigint, e: bigint, k: bigint): [bigint, bigint] => {
    const r = mod(e + (multiply(k, G)?.x ?? 0n), n);
    return [r, mod(inverse(1n + d, n) * (k - r * d), n)];
  };

  const d = next() % n;
  const P = multiply(d, G);
  const e = next();
  const [r, s] = sign(d, e, next() % n);
  give('a signature', P, e, r, s);
  for (let bit = 0n; bit < 256n; bit += 17n) {
    give(`bit ${bit} of e turned`, P, e ^ (1n << bit), r, s);
    give(`bit ${bit} of r turned`, P, e, r ^ (1n << bit), s);
    give(`bit ${bit} of s turned`, P, e, r, s ^ (1n << bit));
  }
  give('r and s exchanged', P, e, s, r);
  give('s of the other sign', P, e, r, n - s);
  give('another key', multiply(d + 1n, G), e, r, s);
  give('the negative key', negate(P), e, r, s);

  const ends: [string, bigint][] = [
    ['0', 0n],
    ['1', 1n],
    ['2', 2n],
    ['n−1', n - 1n],
    ['n', n],
    ['n+1', n + 1n],
    ['p', p],
    ['2^256−1', (1n << 256n) - 1n],
  ];
  for (const [rText, rEnd] of ends)
    for (const [sText, sEnd] of ends) give(`r = ${rText}, s = ${sText}`, P, e, rEnd, sEnd);
  for (const [text, end] of ends) {
    give(`r = ${text}, s right`, P, e, end, s);
    give(`r right, s = ${text}`, P, e, r, end);
  }
  if (r + n < 1n << 256n) give('r + n', P, e, r + n, s);
  give('r + s = n: t is 0', P, e, r, n - r);

  for (const [text, value] of [
    ['0', 0n],
    ['1', 1n],
    ['n−1', n - 1n],
    ['n', n],
    ['n+1', n + 1n],
    ['p', p],
    ['2^256−1', (1n << 256n) - 1n],
  ] as const)
    give(`e = ${text}`, P, value, ...sign(d, value, next() % n));

  // With t, s and the point R in hand, P = t⁻¹·(R − s·G) makes the signature right: nobody needs to know a private key.
  const fromPoint = (name: string, R: Point, sOf: bigint, t: bigint) => {
    const rOf = mod(t - sOf, n);
    const key = multiply(inverse(t, n), add(R, negate(multiply(sOf, G))));
    if (key === undefined || R === undefined || rOf === 0n) return;
    give(name, key, mod(rOf - R.x, n), rOf, sOf);
  };
  let found = 0;
  for (let x = n; found < 4; x++) {
    const R = lift(x, (x & 1n) === 1n);
    if (R === undefined) continue;
    fromPoint(`x of R between n and p: n + ${x - n}`, R, next() % n, next() % n);
    found++;
  }
  // The check by a multiple of Z² must look at both x and x + n.
  for (const small of [1n, 2n, 3n, 5n, 11n]) {
    const R = lift(small, true);
    if (R !== undefined) fromPoint(`x of R is ${small}`, R, next() % n, next() % n);
  }
  for (const x of [p - 1n, p - 2n, p - 3n, p - 4n])
    fromPoint(`x of R is p − ${p - x}`, lift(x, false), next() % n, next() % n);
  for (const [text, scalar] of endScalars()) {
    fromPoint(`s = ${text}`, multiply(next() % n, G), scalar, next() % n);
    fromPoint(`t = ${text}`, multiply(next() % n, G), next() % n, scalar);
  }
  for (const [text, scalar] of borderScalars(6n, false))
    fromPoint(`s = ${text}`, multiply(next() % n, G), scalar, next() % n);
  for (const [text, scalar] of borderScalars(5n, false))
    fromPoint(`t = ${text}`, multiply(next() % n, G), next() % n, scalar);

  // s·G and t·P equal, opposite, or multiples of each other.
  for (const [text, factor] of [
    ['G', 1n],
    ['−G', n - 1n],
    ['2G', 2n],
    ['−2G', n - 2n],
    ['3G', 3n],
    ['31G', 31n],
    ['63G', 63n],
    ['2^252·G', 1n << 252n],
  ] as const) {
    const key = multiply(factor, G);
    const sOf = next() % n;
    const same = mod(sOf * inverse(factor, n), n);
    for (const [relation, t] of [
      ['equal to', same],
      ['opposite to', mod(-same, n)],
      ['twice', mod(2n * same, n)],
    ] as const) {
      const R = add(multiply(sOf, G), multiply(t, key));
      const rOf = mod(t - sOf, n);
      if (rOf === 0n) continue;
      // Infinity is no point, whatever e is claimed.
      give(`key ${text}, t·P ${relation} s·G`, key, mod(rOf - (R?.x ?? 0n), n), rOf, sOf);
    }
    give(`key ${text}`, key, e, ...sign(factor, e, next() % n));
  }
  return all;
}

/** Clause 7.1, B1 to B7. */
function verdict(P: Point, e: bigint, r: bigint, s: bigint): boolean {
  if (r < 1n || r >= n || s < 1n || s >= n) return false;
  const t = mod(r + s, n);
  if (t === 0n) return false;
  const R = add(multiply(s, G), multiply(t, P));
  return R !== undefined && mod(e + R.x, n) === r;
}
