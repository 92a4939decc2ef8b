/** What secrets leave behind: nothing in the core's memory after a call, and no big integer on their way. */

import assert from 'node:assert/strict';
import { readdirSync, readFileSync } from 'node:fs';
import { test } from 'node:test';
import { load } from '../core/core.ts';
import { bytes, hex, random } from '../test-support.ts';
import { coreArithmetic } from './core-arithmetic.ts';
import { portableArithmetic } from './portable-arithmetic.ts';
import { hex32 } from './test-oracle.ts';

const core = load() ?? assert.fail('no WebAssembly');
const arithmetic = coreArithmetic(core);
const memory = new Uint8Array(core.exports.memory.buffer);

/** The memory but for tables, which are filled before. */
function snapshot(): Uint8Array {
  return memory.slice();
}

test('after every operation the memory is what it was before', () => {
  const k = random(32);
  k[0]! &= 0x7f;
  const d = bytes(hex32(0x1234567890abcdef1234567890abcdefn));
  const point = portableArithmetic().multiplyBase(d);
  const signature = arithmetic.sign(k, k, d) ?? assert.fail();
  // The base table now stands.
  arithmetic.verify(point, k, signature);
  const operations: Record<string, () => unknown> = {
    isPoint: () => arithmetic.isPoint(point),
    multiplyBase: () => arithmetic.multiplyBase(k),
    multiply: () => arithmetic.multiply(k, point),
    add: () => arithmetic.add(point, arithmetic.multiplyBase(k)),
    infinity: () => arithmetic.subtract(point, point),
    decompress: () => arithmetic.decompress(point.subarray(1, 33), true),
    scalarAdd: () => arithmetic.scalarAdd(k, d),
    scalarSubtract: () => arithmetic.scalarSubtract(k, d),
    scalarMultiply: () => arithmetic.scalarMultiply(k, d),
    scalarInvert: () => arithmetic.scalarInvert(k),
    scalarReduce: () => arithmetic.scalarReduce(random(48)),
    sign: () => arithmetic.sign(k, k, d),
    // s = 0
    retry: () => arithmetic.sign(new Uint8Array(32), k, new Uint8Array(32)),
    'no point': () => assert.throws(() => arithmetic.multiply(k, new Uint8Array(65))),
    'no points': () => arithmetic.add(new Uint8Array(65), point),
  };
  for (const [name, run] of Object.entries(operations)) {
    const before = snapshot();
    run();
    const after = snapshot();
    const changed = after.findIndex((byte, i) => byte !== before[i]);
    assert.equal(changed, -1, `${name}: ${changed}`);
  }
});

test('a secret is found in memory while it is there', () => {
  // The control: what the test above looks for exists in the exchange area until it is overwritten.
  core.io.set(bytes(hex32(0xc0ffeen)), 64);
  assert.ok(Buffer.from(snapshot()).includes(Buffer.from('c0ffee', 'hex')));
  core.io.fill(0, 0, 256);
  assert.equal(hex(core.io.subarray(0, 256)), '00'.repeat(256));
});

test('big integers are in the portable arithmetic alone', () => {
  const source = new URL('../', import.meta.url);
  const files = readdirSync(source, { recursive: true, encoding: 'utf8' }).filter(
    (file) => file.endsWith('.ts') && !/\.test\.ts$|(^|\/)test-/.test(file),
  );
  const users = files.filter((file) => {
    const code = readFileSync(new URL(file, source), 'utf8').replaceAll(/\/\*[\s\S]*?\*\/|\/\/.*|'[^'\n]*'/g, '');
    return /\bbigint\b|\bBigInt\b|BigUint64|BigInt64|\b\d+n\b|0x[0-9a-f]+n\b/i.test(code);
  });
  assert.ok(files.length > 30);
  assert.deepEqual(
    users.filter((file) => file.includes('sm2/') || file.includes('two-party/')),
    ['sm2/portable-arithmetic.ts'],
  );
});
