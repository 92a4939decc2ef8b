/** A minute of hostile inputs. The seed is the day's, so that every day tries others and a finding of today can be had again. */

import assert from 'node:assert/strict';
import { test } from 'node:test';
import { fuzz } from '@qianyin/testkit/fuzz';

const SECONDS = 60;

test(`${SECONDS} s of hostile inputs`, async (t) => {
  const seed = Math.floor(Date.now() / 86_400_000);
  const { tried, finding } = await fuzz({
    targets: new URL('./testing/fuzz-targets.ts', import.meta.url),
    seconds: SECONDS,
    seed,
  });
  t.diagnostic(`${tried} inputs, seed ${seed}`);
  const input = finding && Buffer.from(finding.input).toString('hex');
  assert.equal(finding, undefined, finding && `${finding.target}: ${finding.what}\n${input}`);
});
