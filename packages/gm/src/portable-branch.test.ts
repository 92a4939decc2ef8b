/**
 * The vectors and properties once more with the code that an old browser gets: WebAssembly is taken away before anything is
 * loaded.
 */

import assert from 'node:assert/strict';
import { test } from 'node:test';

Object.defineProperty(globalThis, 'WebAssembly', { value: undefined });

await import('./sm2/vectors.test.ts');
await import('./sm2/sm2.test.ts');
await import('./sm3/sm3.test.ts');
await import('./sm4/sm4.test.ts');
await import('./sm4/gcm.test.ts');
await import('./two-party/vectors.test.ts');
await import('./vectors.test.ts');
await import('./two-party/two-party.test.ts');
const { core } = await import('./core/core.ts');

test('there was no core', () => assert.equal(core, undefined));
