/** The test sees a difference, and none where there is none. */

import assert from 'node:assert/strict';
import { test } from 'node:test';
import { largestT } from './welch.ts';

/** A fixed saw-tooth with a long tail, as times have it. */
const times = (offset: number) =>
  Array.from({ length: 4000 }, (_, i) => offset + 100 + ((i * 7919) % 101) + (i % 97 === 0 ? 5000 : 0));

test('two classes of one distribution', () => {
  assert.ok(largestT(times(0), times(0).toReversed()) < 1);
});

test('a difference of a fifth of the spread, under a tail', () => {
  assert.ok(largestT(times(0), times(6)) > 4.5);
});
