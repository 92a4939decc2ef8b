/** Every operation of the core as the very first one of an instance, when no table has been made yet. */

import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { Core } from '../core/core.ts';
import { load } from '../core/core.ts';
import { bytes, hex } from '../test-support.ts';
import { coreArithmetic } from './core-arithmetic.ts';
import { portableArithmetic } from './portable-arithmetic.ts';
import { hex32 } from './test-oracle.ts';

const portable = portableArithmetic();

function fresh() {
  const core = load();
  assert.ok(core);
  return coreArithmetic(core satisfies Core);
}

const k = bytes(hex32(0x1234567890abcdefn << 190n));
const e = bytes(hex32(77n));
const point = portable.multiplyBase(k);
const inverse = portable.scalarInvert(portable.scalarAdd(k, bytes(hex32(1n))));
const signature = portable.sign(e, e, inverse) ?? assert.fail();

test('the first call is a verification', () => {
  assert.equal(fresh().verify(point, e, signature), true);
  const wrong = signature.slice();
  wrong[40]! ^= 1;
  assert.equal(fresh().verify(point, e, wrong), false);
});

test('the first call is a signature, a multiplication or an addition', () => {
  assert.equal(hex(fresh().sign(e, e, inverse) ?? e), hex(signature));
  assert.equal(hex(fresh().multiplyBase(k)), hex(point));
  assert.equal(hex(fresh().multiply(k, point)), hex(portable.multiply(k, point)));
  assert.equal(hex(fresh().add(point, point) ?? e), hex(portable.add(point, point) ?? k));
  assert.equal(fresh().isPoint(point), true);
  assert.equal(hex(fresh().decompress(point.subarray(1, 33), (point[64]! & 1) === 1) ?? e), hex(point));
});
