import assert from 'node:assert/strict';
import { existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join, resolve } from 'node:path';
import { after, test } from 'node:test';
import { buildWebApps } from './web-builds.ts';

const root = mkdtempSync(join(tmpdir(), 'qianyin-web-'));
after(() => rmSync(root, { recursive: true }));

function put(path: string, text: string): void {
  mkdirSync(dirname(join(root, path)), { recursive: true });
  writeFileSync(join(root, path), text);
}

symlinkSync(resolve(import.meta.dirname, '../../node_modules'), join(root, 'node_modules'));
put('package-lock.json', '{}');
put('packages/ui/package.json', '{ "name": "@t/ui" }');
put('packages/ui/index.js', 'export const word = "first";');
put('apps/page/package.json', '{ "name": "@t/page", "dependencies": { "@t/ui": "1" } }');
put('apps/page/index.html', '<script type="module" src="/main.js"></script>');
put('apps/page/main.js', 'import { word } from "../../packages/ui/index.js"; document.title = word;');

async function build(): Promise<string[]> {
  const lines: string[] = [];
  await buildWebApps({ root, apps: ['apps/page'], log: (line) => lines.push(line) });
  return lines;
}

test('an app is built once, and again when a package it uses changes', async () => {
  assert.match((await build()).join(), /apps\/page .*built/);
  assert.deepEqual(await build(), []);
  assert.match(readFileSync(join(root, 'apps/page/dist/index.html'), 'utf8'), /assets/);
  put('packages/ui/index.js', 'export const word = "second";');
  assert.equal((await build()).length, 1);
  put('packages/ui/other.test.ts', '// tests are not built');
  assert.deepEqual(await build(), []);
});

test('a failed build says why and leaves the former pages', async () => {
  put('apps/page/main.js', 'import "./missing.js";');
  await assert.rejects(build(), { code: 'system/build-failed', message: /missing\.js/ });
  assert.ok(existsSync(join(root, 'apps/page/dist/index.html')));
  assert.equal(existsSync(join(root, `apps/page/dist.${process.pid}`)), false);
});
