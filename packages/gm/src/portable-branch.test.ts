/**
 * The vectors and properties once more with the code that an old browser gets: before anything is loaded, `#sm3` and `#sm4` are
 * turned to their portable files, and the WebAssembly core is taken away.
 */

import assert from 'node:assert/strict';
import { registerHooks } from 'node:module';
import { test } from 'node:test';

const turned = new Set<string>();

registerHooks({
  resolve(specifier, context, next) {
    if (specifier.endsWith('/core/core.ts')) {
      turned.add('core');
      return { url: 'data:text/javascript,export const core = undefined;', shortCircuit: true };
    }
    if (specifier !== '#sm3' && specifier !== '#sm4') return next(specifier, context);
    turned.add(specifier);
    return { url: new URL(`./${specifier.slice(1)}/portable.ts`, import.meta.url).href, shortCircuit: true };
  },
});

await import('./sm2/vectors.test.ts');
await import('./sm2/sm2.test.ts');
await import('./two-party/vectors.test.ts');
await import('./two-party/two-party.test.ts');
const { sm4EcbEncrypt, Sm3 } = await import('./index.ts');

test('the portable files were the ones in use', async () => {
  assert.deepEqual([...turned].toSorted(), ['#sm3', '#sm4', 'core']);
  assert.equal(Sm3, (await import('./sm3/portable.ts')).Sm3);
  assert.equal(sm4EcbEncrypt, (await import('./sm4/portable.ts')).sm4EcbEncrypt);
});
