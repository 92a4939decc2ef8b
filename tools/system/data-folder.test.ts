import assert from 'node:assert/strict';
import { mkdtempSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, test } from 'node:test';
import { makeRunFolder } from './data-folder.ts';

const folder = mkdtempSync(join(tmpdir(), 'qianyin-folder-'));
after(() => rmSync(folder, { recursive: true }));

test('missing folders are made, for nobody else to read; again changes nothing', () => {
  const dataDir = join(folder, 'a/b');
  for (let i = 0; i < 2; i++) assert.equal(makeRunFolder(dataDir), join(dataDir, 'run'));
  assert.equal(statSync(dataDir).mode & 0o777, 0o700);
});

test('what can be no folder is refused by name, and at once', () => {
  const file = join(folder, 'file');
  writeFileSync(file, '');
  for (const dataDir of [file, join(file, 'x'), '/proc/qianyin'])
    assert.throws(() => makeRunFolder(dataDir), { code: 'system/data-folder-unusable', message: /QY_DATA_DIR/ });
});
