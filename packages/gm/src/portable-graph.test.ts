/** What a browser bundle contains: everything reachable from index.ts. The same files serve Node. */

import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { test } from 'node:test';

test('nothing is needed of Node', () => {
  const seen = new Set<string>();
  const external = new Set<string>();
  const waiting = [new URL('./index.ts', import.meta.url).href];
  for (let file = waiting.pop(); file !== undefined; file = waiting.pop()) {
    if (seen.has(file)) continue;
    seen.add(file);
    const source = readFileSync(new URL(file), 'utf8');
    assert.doesNotMatch(source, /\bBuffer\b|\bprocess\.|\brequire\(/, file);
    for (const [, name = ''] of source.matchAll(/^(?:import|export)\s(?:[^;]*?\sfrom\s)?'([^']+)'/gm)) {
      if (name.startsWith('.')) waiting.push(new URL(name, file).href);
      else external.add(name);
    }
  }
  assert.deepEqual([...external], ['@noble/curves/abstract/weierstrass.js']);
  assert.ok(seen.size > 20, `only ${seen.size} files were found`);
});
