/** The fuzzer finds what it is there to find, and finds nothing where there is nothing. */

import assert from 'node:assert/strict';
import { test } from 'node:test';
import { fuzz } from './fuzz.ts';

const targets = new URL('./test-targets.ts', import.meta.url);

test('a sound parser', async () => {
  const report = await fuzz({ targets, seconds: 3, seed: 1, only: 'sound' });
  assert.equal(report.finding, undefined);
  assert.ok(report.tried > 0, `${report.tried} tried`);
});

for (const [only, what] of [
  ['crash', /TypeError/],
  ['hang', /no answer/],
  ['memory', /memory/],
  ['writes', /the input was changed/],
] as const) {
  test(`finds: ${only}`, async () => {
    const { finding } = await fuzz({ targets, seconds: 60, seed: 1, only });
    assert.equal(finding?.target, only);
    assert.match(finding.what, what);
    assert.ok((finding.input[6] ?? 0) > 100);
  });
}
