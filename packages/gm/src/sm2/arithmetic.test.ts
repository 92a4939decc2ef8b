/**
 * The WebAssembly core beside @noble/curves: the same bytes for the same bytes, above all where additions meet their exceptional
 * cases, where numbers wrap around the order, and where a point is none.
 */

import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { load } from '../core/core.ts';
import { bytes, hex, random } from '../test-support.ts';
import { coreArithmetic } from './core-arithmetic.ts';
import { portableArithmetic } from './portable-arithmetic.ts';
import { encodePoint, fromInteger, G, hex32, invert, mod, ORDER, P, times, toInteger } from './test-oracle.ts';

const loaded = load() ?? assert.fail('no WebAssembly');
const core = coreArithmetic(loaded);
const portable = portableArithmetic();

const scalar = (value: bigint) => fromInteger(mod(value));
const point = (k: bigint) => encodePoint(times(G, mod(k)));
const anyScalar = fc.bigInt({ min: 1n, max: ORDER - 1n });
const any256 = fc.oneof(
  fc.bigInt({ min: 0n, max: (1n << 256n) - 1n }),
  fc.constantFrom(0n, 1n, 2n, ORDER - 2n, ORDER - 1n, ORDER, ORDER + 1n, P - 1n, P, P + 1n, (1n << 256n) - 1n),
);
const same = (a: Uint8Array | undefined, b: Uint8Array | undefined, message: string) =>
  assert.equal(a && hex(a), b && hex(b), message);

/** Scalars whose recoding or walk is special. */
function borders(): bigint[] {
  const list = [1n, 2n, 3n, ORDER - 1n, ORDER - 2n, ORDER - 3n, ORDER >> 1n, (ORDER >> 1n) + 1n];
  // Both sides of the border of every window, of six bits and of five.
  for (let bit = 5n; bit < 256n; bit++) {
    if (bit % 6n !== 0n && bit % 5n !== 0n) continue;
    const border = 1n << bit;
    list.push(border - 1n, border, border + 1n, ORDER - border, mod(border * 31n), mod(border * 63n));
  }
  return list.filter((k) => k > 0n && k < ORDER);
}

test('multiplication by scalars at the borders of every window', () => {
  const base = point(0xc0ffeen);
  for (const k of borders()) {
    same(core.multiplyBase(scalar(k)), portable.multiplyBase(scalar(k)), `${k}·G`);
    same(core.multiply(scalar(k), base), portable.multiply(scalar(k), base), `${k}·P`);
  }
});

test('the exceptional scalars of both walks, and their neighbours', () => {
  // See assembly/multiply.ts. That they are exceptional: the last digit times its weight equals the sum before it.
  const overRows = 30n * 2n ** 252n - ORDER;
  assert.equal(mod(overRows - 15n * 2n ** 252n), mod(15n * 2n ** 252n));
  const overWindows = [58n, ORDER - 6n];
  for (const exceptional of [overRows, ORDER - overRows, ...overWindows, ORDER - 58n, 6n]) {
    for (const near of [-2n, -1n, 0n, 1n, 2n]) {
      const k = scalar(exceptional + near);
      same(core.multiplyBase(k), portable.multiplyBase(k), hex(k));
      same(core.multiply(k, point(1n)), portable.multiplyBase(k), hex(k));
      same(core.multiply(k, point(77n)), portable.multiply(k, point(77n)), hex(k));
    }
  }
});

test('no other scalar meets an exceptional case: the walks of small orders, searched whole', () => {
  // The digits of k' over m windows of w bits, and whether a partial sum equals ± the next summand modulo the order.
  const exceptional = (order: bigint, w: bigint, m: bigint, ascending: boolean): bigint[] => {
    const found: bigint[] = [];
    for (let k = 1n; k < order; k++) {
      const odd = k % 2n === 1n ? k : k + order;
      const shifted = (odd >> 1n) + (1n << (w * m - 1n));
      const digits = Array.from({ length: Number(m) }, (_, i) => {
        const bits = (shifted >> (w * BigInt(i))) & ((1n << w) - 1n);
        return 2n * bits - ((1n << w) - 1n);
      });
      let sum = 0n;
      const meets = (summand: bigint) =>
        sum !== 0n && ((sum - summand) % order === 0n || (sum + summand) % order === 0n);
      let met = false;
      for (let i = 0n; i < m; i++) {
        const window = ascending ? i : m - 1n - i;
        if (!ascending) sum <<= w;
        const summand = digits[Number(window)]! << (ascending ? w * i : 0n);
        met ||= meets(summand);
        sum += summand;
      }
      assert.equal(sum, odd);
      if (met) found.push(k);
    }
    return found;
  };
  // Orders a little below a power of two whose exponent is 4 (of 6) and 1 (of 5) modulo the window, as 256 is.
  for (const order of [1021n, 1019n, 1013n]) {
    const top = 30n * 2n ** 6n - order;
    assert.deepEqual(exceptional(order, 6n, 2n, true), [top], `rows, order ${order}`);
  }
  for (const order of [2039n, 2029n, 2027n])
    assert.equal(exceptional(order, 5n, 3n, false).length, 1, `windows, ${order}`);
});

test('random multiplications, sums and differences', () => {
  fc.assert(
    fc.property(anyScalar, anyScalar, (a, b) => {
      const [p, q] = [core.multiplyBase(scalar(a)), core.multiplyBase(scalar(b))];
      same(p, point(a), 'a·G');
      same(core.multiply(scalar(b), p), portable.multiply(scalar(b), p), 'b·(a·G)');
      same(core.add(p, q), portable.add(p, q), 'sum');
      same(core.subtract(p, q), portable.subtract(p, q), 'difference');
    }),
    { numRuns: 60 },
  );
});

test('sums of equal and of opposite points', () => {
  for (const k of [1n, 2n, 5n, ORDER - 1n, 0xabcdefn]) {
    same(core.add(point(k), point(k)), point(2n * k), 'doubled');
    assert.equal(core.add(point(k), point(-k)), undefined);
    assert.equal(core.subtract(point(k), point(k)), undefined);
    same(core.subtract(point(k), point(-k)), point(2n * k), 'doubled');
  }
});

test('scalars: any 32 bytes in, the canonical one out', () => {
  fc.assert(
    fc.property(any256, any256, fc.uint8Array({ minLength: 48, maxLength: 48 }), (x, y, wide) => {
      const [a, b] = [fromInteger(x), fromInteger(y)];
      for (const operation of ['scalarAdd', 'scalarSubtract', 'scalarMultiply'] as const)
        same(core[operation](a, b), portable[operation](a, b), `${operation} ${x} ${y}`);
      same(core.scalarInvert(a), portable.scalarInvert(a), `inverse of ${x}`);
      same(core.scalarReduce(wide), portable.scalarReduce(wide), 'reduction');
    }),
    { numRuns: 400 },
  );
  for (const fill of [0x00, 0xff]) {
    const wide = new Uint8Array(48).fill(fill);
    same(core.scalarReduce(wide), portable.scalarReduce(wide), 'reduction');
  }
});

test('what is a point and what is not', () => {
  const pair = (x: bigint, y: bigint) => bytes(`04${hex32(x)}${hex32(y)}`);
  const good = times(G, 12345n);
  const b = 0x28e9fa9e9d9f5e344d5a9e4bcf6509a7f39789f515ab8f92ddbcbd414d940e93n;
  const rootOfB = modularPower(b, (P + 1n) / 4n);
  const cases: [bigint, bigint][] = [
    [good.x, good.y],
    [good.x, P - good.y],
    [good.y, good.x],
    [good.x, good.y ^ 1n],
    [good.x ^ 1n, good.y],
    [0n, 0n],
    [0n, rootOfB],
    [0n, P - rootOfB],
    [P, rootOfB],
    [P - 1n, 0n],
    [good.x, P],
    [(1n << 256n) - 1n, (1n << 256n) - 1n],
  ];
  // Near p, and 2^256 − p small ones whose x + p still fits 32 bytes: the same point by another name.
  for (let x = 0n; x < 40n; x++) {
    for (const near of [x, P - 1n - x]) {
      for (const odd of [false, true]) {
        const found = core.decompress(fromInteger(near), odd);
        same(found, portable.decompress(fromInteger(near), odd), `${near}`);
        if (found === undefined) continue;
        const y = toInteger(found.subarray(33));
        cases.push([near, y]);
        if (near < 40n) cases.push([near + P, y]);
      }
    }
  }
  const answers = cases.map(([x, y]) => {
    const expected = portable.isPoint(pair(x, y));
    assert.equal(core.isPoint(pair(x, y)), expected, `${x} ${y}`);
    if (expected) same(core.multiply(scalar(3n), pair(x, y)), portable.multiply(scalar(3n), pair(x, y)), 'tripled');
    else assert.throws(() => core.multiply(scalar(3n), pair(x, y)));
    return expected;
  });
  assert.ok(answers.includes(true) && answers.includes(false));
  assert.equal(core.isPoint(pair(0n, rootOfB)), true, 'there are points with x = 0');
  assert.equal(core.decompress(fromInteger(P), false), undefined);
});

function modularPower(base: bigint, exponent: bigint): bigint {
  let result = 1n;
  for (let bit = 255n; bit >= 0n; bit--) {
    result = (result * result) % P;
    if ((exponent >> bit) & 1n) result = (result * base) % P;
  }
  return result;
}

test('signatures and their retries', () => {
  fc.assert(
    fc.property(any256, anyScalar, anyScalar, (e, k, d) => {
      const inverse = scalar(invert(1n + (d === ORDER - 1n ? 1n : d)));
      const signature = core.sign(fromInteger(e), scalar(k), inverse);
      same(signature, portable.sign(fromInteger(e), scalar(k), inverse), 'signature');
      const key = point(invert(toInteger(inverse)) - 1n);
      if (signature !== undefined) assert.equal(core.verify(key, fromInteger(e), signature), true);
    }),
    { numRuns: 60 },
  );
  const k = 0x1234567n;
  const { x } = times(G, k);
  for (const [e, inverse] of [
    [mod(-x), 5n],
    [mod(-x - k), 5n],
    // s = 0 where (1+d)⁻¹ = r/(k + r): with r = 7.
    [mod(7n - x), mod(7n * invert(k + 7n))],
  ] as const) {
    assert.equal(core.sign(fromInteger(e), scalar(k), scalar(inverse)), undefined);
    assert.equal(portable.sign(fromInteger(e), scalar(k), scalar(inverse)), undefined);
  }
});

/** r, s and e at their edges under one key, answered alike by both. */
function verifications(d: bigint): { e: bigint; r: bigint; s: bigint }[] {
  const list: { e: bigint; r: bigint; s: bigint }[] = [];
  const edges = [0n, 1n, 2n, 7n, ORDER - 1n, ORDER - 7n, ORDER, ORDER + 1n, (1n << 256n) - 1n, 1n << 128n];
  for (const r of edges) for (const s of edges) list.push({ e: 0n, r, s });
  // Right ones for such r and s: e is chosen last.
  for (const r of edges.slice(1, 6)) {
    for (const s of edges.slice(1, 6)) {
      const t = mod(r + s);
      const sum = mod(s + t * d);
      if (t === 0n || sum === 0n) continue;
      const e = mod(r - times(G, sum).x);
      list.push({ e, r, s }, { e: e + 1n, r, s });
      if (e < (1n << 256n) - ORDER) list.push({ e: e + ORDER, r, s });
    }
  }
  // s·G + t·P infinite, and s·G = ±t·P on the way.
  const r = 9n;
  list.push({ e: r, r, s: mod(-r * d * invert(1n + d)) }, { e: 0n, r, s: mod(r * d * invert(1n - d)) });
  return list;
}

test('verification at the edges, without and with a table for the key', () => {
  for (const d of [5n, 0xfedcba987654321n, ORDER - 2n]) {
    const key = point(d);
    const list = verifications(d);
    // Three rounds: by the twentieth use the key has its table.
    for (let round = 0; round < 3; round++) {
      let right = 0;
      for (const { e, r, s } of list) {
        const signature = bytes(hex32(r) + hex32(s));
        const expected = portable.verify(key, fromInteger(e), signature);
        assert.equal(core.verify(key, fromInteger(e), signature), expected, `e ${e} r ${r} s ${s} round ${round}`);
        right += expected === true ? 1 : 0;
      }
      assert.ok(right >= 15);
    }
  }
});

test('a key that is no point is said to be none, however often it comes', () => {
  const none = point(5n);
  none[64]! ^= 1;
  for (let i = 0; i < 30; i++) assert.equal(core.verify(none, fromInteger(1n), new Uint8Array(64).fill(1)), undefined);
});

test('more recurring keys than there are tables, and more keys than are remembered', () => {
  const e = fromInteger(99n);
  const keys = Array.from({ length: 80 }, (_, i) => {
    const d = BigInt(i + 1000);
    const signature = core.sign(e, random(32), scalar(invert(1n + d))) ?? assert.fail();
    return { key: point(d), signature };
  });
  const check = ({ key, signature }: (typeof keys)[number]) => {
    assert.equal(core.verify(key, e, signature), true);
    const wrong = signature.slice();
    wrong[50]! ^= 4;
    assert.equal(core.verify(key, e, wrong), false);
  };
  // Each of twelve keys gets its table, takes another's, and comes back.
  for (let round = 0; round < 2; round++)
    for (const entry of keys.slice(0, 12)) for (let i = 0; i < 14; i++) check(entry);
  for (const entry of keys) check(entry);
  for (const entry of keys.slice(0, 12)) check(entry);
});
