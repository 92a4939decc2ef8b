/** What is committed is what the textbook computes. */

import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { test } from 'node:test';
import { fileText, VECTORS } from './files.ts';

for (const name of Object.keys(VECTORS)) {
  test(`vectors/${name}.json is what the textbook computes`, () => {
    const committed = readFileSync(new URL(`../../vectors/${name}.json`, import.meta.url), 'utf8');
    assert.ok(committed === fileText(name), 'run `node packages/gm/build/vectors/main.ts` and read what changed');
  });
}
