import assert from 'node:assert/strict';
import { existsSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, test } from 'node:test';
import { takeLock } from './lock.ts';

const folder = mkdtempSync(join(tmpdir(), 'qianyin-lock-'));
after(() => rmSync(folder, { recursive: true }));

test('a lock is held by one, given back, and taken over from the dead', () => {
  const path = join(folder, 'lock');
  const release = takeLock(path, folder);
  assert.throws(() => takeLock(path, folder), {
    code: 'system/already-running',
    message: new RegExp(String(process.pid)),
  });
  release();
  assert.equal(existsSync(path), false);
  writeFileSync(path, JSON.stringify({ pid: 4_000_000, began: '1' }));
  takeLock(path, folder)();
  // The number lives, but it belongs to another process than the one that took the lock.
  writeFileSync(path, JSON.stringify({ pid: process.pid, began: '1' }));
  takeLock(path, folder)();
  writeFileSync(path, '');
  takeLock(path, folder)();
});
