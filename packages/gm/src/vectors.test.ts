/** The vector files, case by case, and that they are what build/vectors computes. */

import assert from 'node:assert/strict';
import { readdirSync, readFileSync } from 'node:fs';
import { test } from 'node:test';
import { runVectors, type VectorCase } from './testing/run-vectors.ts';

const folder = new URL('../vectors/', import.meta.url);

for (const file of readdirSync(folder)) {
  test(`vectors: ${file}`, () => {
    const cases = JSON.parse(readFileSync(new URL(file, folder), 'utf8')) as VectorCase[];
    assert.ok(cases.length > 40, `${cases.length} cases`);
    assert.deepEqual(runVectors(cases), []);
  });
}

test('a wrong expectation would be noticed', () => {
  const [first] = JSON.parse(readFileSync(new URL('sm2-verify.json', folder), 'utf8')) as [VectorCase];
  assert.equal(runVectors([{ ...first, output: { valid: false } }]).length, 1);
});
