/** Executes specs/two-party-sm2/vectors: the accepted cases byte for byte, the rejected ones by code. */

import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { test } from 'node:test';
import { runTwoPartyVectors, TWO_PARTY_OPERATIONS, type TwoPartyCase } from '../testing/run-two-party-vectors.ts';

function load(name: string): TwoPartyCase[] {
  const url = new URL(`../../../../specs/two-party-sm2/vectors/${name}.json`, import.meta.url);
  return (JSON.parse(readFileSync(url, 'utf8')) as { cases: TwoPartyCase[] }).cases;
}

for (const name of ['accept', 'reject']) {
  test(name, () => {
    const cases = load(name);
    assert.ok(cases.every(({ output, code }) => (name === 'accept' ? output : code) !== undefined));
    assert.deepEqual(runTwoPartyVectors(cases), []);
  });
}

test('a wrong expectation would be noticed', () => {
  const [first] = load('accept') as [TwoPartyCase];
  assert.equal(runTwoPartyVectors([{ ...first, output: {} }]).length, 1);
});

test('every operation has an accepted and, where it takes anything from outside, a rejected case', () => {
  const operations = Object.keys(TWO_PARTY_OPERATIONS).toSorted();
  const accepted = new Set(load('accept').map((vector) => vector.operation));
  const rejected = new Set(load('reject').map((vector) => vector.operation));
  assert.deepEqual([...accepted].toSorted(), operations);
  const takesNothing = ['sm2-digest', 'phone-start-signature'];
  assert.deepEqual([...rejected, ...takesNothing].toSorted(), operations);
});
