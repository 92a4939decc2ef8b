/** The inner functions of the core at the edges of their limb bounds, against big integers. */

import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { compileCore } from './compile-core.ts';
import type { Step, Sum } from './formulas.ts';
import { ADD, ADD_WITHOUT_DOUBLING, DOUBLE } from './formulas.ts';
import { N, P } from './products.ts';

const { exports } = new WebAssembly.Instance(new WebAssembly.Module(await compileCore('testing.ts')));
const memory = new DataView((exports.memory as WebAssembly.Memory).buffer);
const at = (name: string) => (exports[name] as WebAssembly.Global).value as number;
const call = (name: string, ...args: number[]) => (exports[name] as (...args: number[]) => number)(...args);

const R = 1n << 261n;
const mod = (value: bigint, modulus: bigint) => ((value % modulus) + modulus) % modulus;
const inverse = (value: bigint, modulus: bigint): bigint => power(mod(value, modulus), modulus - 2n, modulus);
function power(base: bigint, exponent: bigint, modulus: bigint): bigint {
  let result = 1n;
  for (let bit = 260n; bit >= 0n; bit--) {
    result = (result * result) % modulus;
    if ((exponent >> bit) & 1n) result = (result * base) % modulus;
  }
  return result;
}

function write(name: string, limbs: readonly number[]): bigint {
  limbs.forEach((limb, i) => memory.setInt32(at(name) + 4 * i, limb, true));
  return read(name);
}
const limbs = (name: string) => Array.from({ length: 9 }, (_, i) => memory.getInt32(at(name) + 4 * i, true));
const read = (name: string) => limbs(name).reduce((sum, limb, i) => sum + (BigInt(limb) << BigInt(29 * i)), 0n);
const toLimbs = (value: bigint) =>
  Array.from({ length: 9 }, (_, i) => Number(i < 8 ? (value >> BigInt(29 * i)) & 0x1fffffffn : value >> 232n));

const MOST = 2 ** 29 - 1;
/** A limb anywhere, and often at an end. `top` bounds limb 8. */
const element = (low: number, high: number, top: number) =>
  fc.tuple(
    ...Array.from({ length: 8 }, () => fc.oneof(fc.constantFrom(low, high, 0), fc.integer({ min: low, max: high }))),
    fc.oneof(fc.constantFrom(-top, top, 0), fc.integer({ min: -top, max: top })),
  );
/** As a product leaves it, up to four times p. */
const tight = element(0, MOST, 2 ** 26);

function assertTight(name: string, balanced = false): void {
  const [low, high] = balanced ? [-(2 ** 28), 2 ** 28 - 1] : [0, MOST];
  for (const limb of limbs(name).slice(0, 8)) assert.ok(limb >= low && limb <= high, `${name}: ${limb}`);
}

test('products modulo p of operands whose limbs reach 2^29 and 2^30, also negative', () => {
  fc.assert(
    fc.property(element(-MOST, MOST, 2 ** 27), element(-2 * MOST, 2 * MOST, 2 ** 27), (a, b) => {
      const product = write('X', a) * write('Y', b);
      call('multiply', at('Z'), at('X'), at('Y'));
      assert.equal(mod(read('Z') * R - product, P), 0n);
      assertTight('Z');
      const squared = read('X') ** 2n;
      call('square', at('Z'), at('X'));
      assert.equal(mod(read('Z') * R - squared, P), 0n);
      assertTight('Z');
    }),
    { numRuns: 2000 },
  );
});

test('the largest columns that there are', () => {
  for (const [x, y] of [
    [MOST, 2 * MOST],
    [-MOST, 2 * MOST],
    [-MOST, -2 * MOST],
    [MOST, -MOST],
  ] as const) {
    for (const modulus of ['P', 'N'] as const) {
      const product =
        write(
          'X',
          Array.from({ length: 9 }, () => x),
        ) *
        write(
          'Y',
          Array.from({ length: 9 }, () => y),
        );
      call(modulus === 'P' ? 'multiply' : 'multiplyModN', at('Z'), at('X'), at('Y'));
      assert.equal(mod(read('Z') * R - product, modulus === 'P' ? P : N), 0n);
      assertTight('Z');
    }
  }
});

test('products modulo n', () => {
  fc.assert(
    fc.property(element(-MOST, MOST, 2 ** 27), element(-2 * MOST, 2 * MOST, 2 ** 27), (a, b) => {
      const product = write('X', a) * write('Y', b);
      call('multiplyModN', at('Z'), at('X'), at('Y'));
      assert.equal(mod(read('Z') * R - product, N), 0n);
      assertTight('Z');
    }),
    { numRuns: 2000 },
  );
});

/** The steps in big integers. */
function evaluate(steps: Step[], values: Record<string, bigint>): Record<string, bigint> {
  const state = { ...values };
  const fromR = inverse(R, P);
  const sum = (parts: Sum) =>
    Object.entries(parts).reduce((total, [name, factor]) => total + state[name]! * BigInt(factor), 0n);
  for (const { out, terms = [], minus = {} } of steps) {
    const products = terms.map(({ a, b, negative, factor = 1 }) => {
      const product = BigInt(factor) * sum(a) * (b === undefined ? sum(a) : state[b]!);
      return negative ? -product : product;
    });
    state[out] = mod(products.reduce((x, y) => x + y, 0n) * fromR - sum(minus), P);
  }
  return state;
}

for (const [name, steps, inputs] of [
  ['double', DOUBLE, ['X', 'Y', 'Z']],
  ['addEntry', ADD, ['X', 'Y', 'Z', 'EX', 'EY']],
  ['addEntryToWalk', ADD_WITHOUT_DOUBLING, ['X', 'Y', 'ZZ', 'ZZZ', 'EX', 'EY']],
] as const) {
  test(`${name} at the edges of its operands`, () => {
    const operands = inputs.map((input) => (input === 'EY' ? element(-MOST, MOST, 2 ** 26) : tight));
    fc.assert(
      fc.property(fc.tuple(...operands), (elements) => {
        const values = Object.fromEntries(inputs.map((input, i) => [input, write(input, elements[i]!)]));
        const expected = evaluate(steps, values);
        call(name);
        for (const { out, terms, balanced } of steps) {
          if (terms === undefined) continue;
          assert.equal(mod(read(out) - expected[out]!, P), 0n, out);
          assertTight(out, balanced);
        }
      }),
      { numRuns: 500 },
    );
  });
}

test('inverses, also of the ends of the range', () => {
  const ends = [0n, 1n, 2n, 3n];
  for (const [modulus, name, factor] of [
    [P, 'invertModP', mod(R * R, P)],
    [N, 'invertModN', 1n],
  ] as const) {
    const values = [...ends, ...ends.map((end) => modulus - 1n - end), 1n << 255n, (1n << 255n) - 1n, modulus >> 1n];
    fc.assert(
      fc.property(fc.oneof(fc.constantFrom(...values), fc.bigInt({ min: 0n, max: modulus - 1n })), (value) => {
        write('X', toLimbs(value));
        call(name, at('Z'), at('X'));
        const product = mod(read('Z') * value, modulus);
        assert.equal(product, value === 0n ? 0n : factor);
      }),
      { numRuns: 400 },
    );
  }
});

test('canonical form, zero and order', () => {
  for (const [modulus, name] of [
    [P, 'P'],
    [N, 'N'],
  ] as const) {
    const edges = [-modulus + 1n, -1n, 0n, 1n, modulus - 1n, modulus, modulus + 1n, 2n * modulus, 3n * modulus - 1n];
    fc.assert(
      fc.property(
        fc.oneof(fc.constantFrom(...edges), fc.bigInt({ min: -modulus + 1n, max: 3n * modulus - 1n })),
        (value) => {
          write('X', toLimbs(value));
          call('makeCanonical', at('X'), at(name));
          assert.equal(read('X'), mod(value, modulus));
          assert.equal(call('isZero', at('X')), mod(value, modulus) === 0n ? -1 : 0);
          write('X', toLimbs(mod(value, 1n << 256n)));
          assert.equal(call('isBelow', at('X'), at(name)), mod(value, 1n << 256n) < modulus ? -1 : 0);
        },
      ),
      { numRuns: 500 },
    );
  }
  for (let multiple = -30n; multiple <= 30n; multiple++) {
    for (const rest of [-1n, 0n, 1n]) {
      write('X', toLimbs(multiple * P + rest));
      assert.equal(call('isZeroModP', at('X'), at('Y')), rest === 0n ? -1 : 0, `${multiple} p + ${rest}`);
    }
  }
});

test('bytes and limbs', () => {
  fc.assert(
    fc.property(fc.bigInt({ min: 0n, max: (1n << 256n) - 1n }), (value) => {
      // Two elements are room enough for 32 bytes, at U1 and U2.
      for (let i = 0; i < 4; i++)
        memory.setBigUint64(at('U1') + 8 * i, BigInt.asUintN(64, value >> BigInt(192 - 64 * i)));
      call('readBytes', at('X'), at('U1'));
      assert.equal(read('X'), value);
      call('writeBytes', at('U2'), at('X'));
      for (let i = 0; i < 4; i++)
        assert.equal(memory.getBigUint64(at('U2') + 8 * i), memory.getBigUint64(at('U1') + 8 * i));
    }),
  );
});
