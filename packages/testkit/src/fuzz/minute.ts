/** The fuzzer as a test of a package. */

import assert from 'node:assert/strict';
import { test } from 'node:test';
import { fuzz } from './fuzz.ts';

const SECONDS = 60;

/**
 * Declares a test that lets the fuzzer loose on the module `targets` for a minute. The seed is the day's: every day tries
 * other inputs, and a finding of today can be had again.
 */
export function fuzzForAMinute(targets: URL): void {
  test(`${SECONDS} s of hostile inputs`, async (t) => {
    const seed = Math.floor(Date.now() / 86_400_000);
    const { tried, finding } = await fuzz({ targets, seconds: SECONDS, seed });
    t.diagnostic(`${tried} inputs, seed ${seed}`);
    const input = finding && Buffer.from(finding.input).toString('hex');
    assert.equal(finding, undefined, finding && `${finding.target}: ${finding.what}\n${input}`);
  });
}
