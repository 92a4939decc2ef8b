/**
 * What a browser bundle would contain: everything reachable from index.ts with the default branch of `#sm3` and `#sm4`.
 */

import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { test } from 'node:test';

const PORTABLE: Record<string, string> = {
  '#sm3': new URL('./sm3/portable.ts', import.meta.url).href,
  '#sm4': new URL('./sm4/portable.ts', import.meta.url).href,
};

test('the browser branch needs no part of Node', () => {
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
      else if (PORTABLE[name] !== undefined) waiting.push(PORTABLE[name]);
      else external.add(name);
    }
  }
  assert.deepEqual([...external], ['@noble/curves/abstract/weierstrass.js']);
  assert.ok(seen.size > 20, `only ${seen.size} files were found`);
  const names = [...seen].map((file) => file.slice(file.lastIndexOf('/src/') + 5));
  assert.ok(names.includes('sm4/portable.ts') && !names.includes('sm4/native.ts'));
});

test('the package chooses by runtime', () => {
  const { imports } = JSON.parse(readFileSync(new URL('../package.json', import.meta.url), 'utf8')) as {
    imports: Record<string, Record<string, string>>;
  };
  for (const name of ['sm3', 'sm4']) {
    assert.deepEqual(imports[`#${name}`], { node: `./src/${name}/native.ts`, default: `./src/${name}/portable.ts` });
  }
});
