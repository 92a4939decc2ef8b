import assert from 'node:assert/strict';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, test } from 'node:test';
import { readSettings, SettingsError } from './settings.ts';

const root = mkdtempSync(join(tmpdir(), 'qianyin-settings-'));
after(() => rmSync(root, { recursive: true }));

function withFile(text: string, environment: Record<string, string> = {}) {
  writeFileSync(join(root, 'some.yaml'), text);
  return readSettings({ QY_CONFIG: 'some.yaml', ...environment }, root);
}

test('without file and environment everything has a usable value', () => {
  const settings = readSettings({}, root);
  assert.deepEqual(
    [settings.port, settings.exchangePort, settings.host, settings.databaseUrl, settings.demoData],
    [8700, 8701, '127.0.0.1', undefined, true],
  );
  assert.equal(settings.dataDir, join(root, 'data'));
});

test('the environment goes before the file, an empty variable is none', () => {
  const settings = withFile('port: 9000\nexchangePort: 9001\n', { QY_PORT: '9100', QY_EXCHANGE_PORT: '' });
  assert.deepEqual([settings.port, settings.exchangePort], [9100, 9001]);
});

const WRONG: [what: string, read: () => unknown, sentence: RegExp][] = [
  ['a port in words', () => readSettings({ QY_PORT: 'http' }, root), /^QY_PORT must be a port number\.$/],
  ['a port too high', () => readSettings({ QY_PORT: '70000' }, root), /^QY_PORT must be 1 to 65535\.$/],
  ['half a port', () => readSettings({ QY_EXCHANGE_PORT: '1.5' }, root), /^QY_EXCHANGE_PORT must be a port number\.$/],
  ['one port for both', () => readSettings({ QY_PORT: '8701' }, root), /must differ/],
  [
    'another database',
    () => readSettings({ DATABASE_URL: 'mysql://u:hush@h/d' }, root),
    /^DATABASE_URL must look like/,
  ],
  ['an unknown name', () => withFile('prot: 1'), /some\.yaml: prot is not a setting\.$/],
  ['a word for a switch', () => withFile('demoData: maybe'), /some\.yaml: demoData must be true or false\.$/],
  ['a list', () => withFile('- 1'), /must hold names and values\.$/],
  ['no YAML', () => withFile('a: [1'), /is not YAML\.$/],
  [
    'a file that is not there',
    () => readSettings({ QY_CONFIG: 'none.yaml' }, root),
    /^QY_CONFIG names .* does not exist\.$/,
  ],
];

for (const [what, read, sentence] of WRONG) {
  test(`${what} is one sentence, without the value of a secret`, () => {
    assert.throws(read, (error) => {
      assert.ok(error instanceof SettingsError);
      assert.match(error.message, sentence);
      assert.ok(!error.message.includes('\n') && !error.message.includes('hush'));
      return true;
    });
  });
}
