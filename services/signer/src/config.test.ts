import assert from 'node:assert/strict';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { test } from 'node:test';
import { readConfig, StartError } from './config.ts';
import { ground, spawnSigner } from './testing/temporary-signer.ts';

const GOOD = {
  dataDir: '/data',
  socketPath: '/run/qianyin/signer.sock',
  databaseUrl: 'postgres://qy_signer@/qianyin',
  token: 'x'.repeat(43),
  masterKeyPath: '/data/master.key',
  publicUrl: 'https://qianyin.test/',
};

function read(content: string): ReturnType<typeof readConfig> {
  const folder = mkdtempSync(join(tmpdir(), 'qianyin-config-'));
  try {
    const path = join(folder, 'signer.json');
    writeFileSync(path, content);
    return readConfig(path);
  } finally {
    rmSync(folder, { recursive: true });
  }
}

test('a good file gets its defaults', () => {
  const config = read(JSON.stringify(GOOD));
  assert.equal(config.logLevel, 'info');
  assert.equal(config.limits.issuancesPerHour, 600);
  assert.equal(config.publicUrl, 'https://qianyin.test');
});

test('a wrong value is one sentence that names the setting and never repeats a secret', () => {
  const wrong: [string, unknown][] = [
    ['token', 'short'],
    ['socketPath', 'relative.sock'],
    ['socketPath', `/${'x'.repeat(107)}`],
    ['databaseUrl', 'mysql://somewhere'],
    ['publicUrl', 'not an address'],
    ['logLevel', 'loud'],
    ['limits', { issuancesPerHour: 0 }],
  ];
  for (const [field, value] of wrong) {
    assert.throws(
      () => read(JSON.stringify({ ...GOOD, [field]: value })),
      (error: unknown) =>
        error instanceof StartError &&
        error.message.includes(field) &&
        !error.message.includes('\n') &&
        !error.message.includes('short'),
      field,
    );
  }
  assert.throws(() => read(JSON.stringify({ ...GOOD, surprise: 1 })), StartError);
  assert.throws(() => read('{'), /is not JSON/);
  assert.throws(() => readConfig('/nowhere/signer.json'), /cannot be read/);
  assert.throws(() => readConfig(undefined), /Usage/);
});

test('the process ends with code 1 and that sentence', async () => {
  await using base = await ground();
  const { code, stderr } = await spawnSigner({ ...base.config, token: 'short' }).exited;
  assert.equal(code, 1);
  assert.match(stderr, /^Configuration .*signer\.json: token: must have at least 32 characters\.\n$/);
});
