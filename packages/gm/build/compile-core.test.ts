/** What is committed is what the source compiles to. */

import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { test } from 'node:test';
import { gzipSync } from 'node:zlib';
import { compileCore, coreModule } from './compile-core.ts';

const binary = await compileCore();

test('the committed core is compiled from the committed source', () => {
  const committed = readFileSync(new URL('../src/core/core-base64.ts', import.meta.url), 'utf8');
  assert.ok(committed === coreModule(binary), 'run `npm run build:core` and commit the result');
});

test('the core imports nothing and stays small', () => {
  const module = new WebAssembly.Module(binary);
  assert.deepEqual(WebAssembly.Module.imports(module), []);
  assert.ok(binary.length < 40_000, `${binary.length} bytes`);
  assert.ok(gzipSync(binary, { level: 9 }).length < 16_000);
});

test('it is loaded where it can be', async () => {
  const { core } = await import('../src/core/core.ts');
  assert.notEqual(core, undefined);
});
