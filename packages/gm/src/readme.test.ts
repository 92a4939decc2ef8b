/** Runs the README's example as it stands. */

import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { test } from 'node:test';
import { fileURLToPath } from 'node:url';

test('the example in the README runs and prints what it says', () => {
  const readme = readFileSync(new URL('../README.md', import.meta.url), 'utf8');
  const [, example = ''] = /```ts\n([\s\S]*?)```/.exec(readme) ?? [];
  const args = ['--input-type=module-typescript', '--eval', example];
  const folder = fileURLToPath(new URL('..', import.meta.url));
  const [verified, length] = execFileSync(process.execPath, args, { encoding: 'utf8', cwd: folder }).trim().split('\n');
  assert.equal(verified, 'true');
  assert.ok(Number(length) >= 66 && Number(length) <= 72, length);
});
