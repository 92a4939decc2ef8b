/** The generated tables stand for the S-box that the standard prints, all 256 entries of it. */

import assert from 'node:assert/strict';
import { test } from 'node:test';
import { SM4_SBOX } from '../src/sm4/block.ts';
import { affine, invert, SM4_CONSTANTS, SM4_TABLES } from './sm4-tables.ts';

const T = SM4_TABLES;
const { C, C_BEFORE, C_BEHIND } = SM4_CONSTANTS;

/** The byte permutation of WebAssembly, on one lane. */
const swizzle = (table: number[], index: number) => table[index] ?? 0;
const hold = (x: number) => swizzle(T.HOLD_LOW, x & 15) ^ swizzle(T.HOLD_HIGH, x >> 4);
const rotate2 = (b: number) => ((b << 2) | (b >> 6)) & 0xff;

test('the algebra is the printed table', () => {
  for (let x = 0; x < 256; x++) assert.equal(affine(invert(affine(x) ^ C)) ^ C, SM4_SBOX[x]);
});

test('the permutations compute the printed table and the parts of the linear step', () => {
  for (let x = 0; x < 256; x++) {
    const held = hold(x) ^ C_BEFORE;
    const i = held >> 4;
    const k = held & 15;
    const n = swizzle(T.INVERSE_BY_NORM, k);
    const u = swizzle(T.INVERSE, swizzle(T.INVERSE, i) ^ n) ^ i ^ k;
    const v = swizzle(T.INVERSE, swizzle(T.INVERSE, i ^ k) ^ n) ^ i;
    const b = SM4_SBOX[x]! ^ C;
    assert.equal(swizzle(T.S_U, u) ^ swizzle(T.S_V, v), b);
    assert.equal(swizzle(T.P_U, u) ^ swizzle(T.P_V, v), hold(b ^ ((b << 2) & 0xff)));
    assert.equal(swizzle(T.Q_U, u) ^ swizzle(T.Q_V, v), hold(rotate2(b)));
    assert.equal(swizzle(T.PLAIN_LOW, hold(x) & 15) ^ swizzle(T.PLAIN_HIGH, hold(x) >> 4), x);
  }
  assert.equal(C_BEHIND, hold(rotate2(C)));
});

test('every table has sixteen bytes', () => {
  for (const [name, bytes] of Object.entries(T)) {
    assert.equal(bytes.length, 16, name);
    assert.ok(
      bytes.every((byte) => Number.isInteger(byte) && byte >= 0 && byte < 256),
      name,
    );
  }
});
