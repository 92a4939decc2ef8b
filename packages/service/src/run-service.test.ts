import assert from 'node:assert/strict';
import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { text } from 'node:stream/consumers';
import { after, test } from 'node:test';

const folder = mkdtempSync(join(tmpdir(), 'qianyin-service-'));
after(() => rmSync(folder, { recursive: true, force: true }));
const PROGRAM = join(import.meta.dirname, 'test-program.ts');

function start(config: string | object | undefined, environment: Record<string, string> = {}): ChildProcess {
  const path = join(folder, `${crypto.randomUUID()}.json`);
  if (config !== undefined) writeFileSync(path, typeof config === 'string' ? config : JSON.stringify(config));
  const env = { ...process.env, ...environment };
  return spawn(process.execPath, [PROGRAM, path], { stdio: ['ignore', 'pipe', 'pipe'], env });
}

async function ended(child: ChildProcess): Promise<{ code: number | null; said: string; log: string }> {
  const [said, log, [code]] = await Promise.all([text(child.stderr!), text(child.stdout!), once(child, 'exit')]);
  return { code: code as number | null, said, log };
}

async function untilListening(child: ChildProcess): Promise<void> {
  for await (const chunk of child.stdout!.iterator({ destroyOnReturn: false }))
    if (String(chunk).includes('listening')) return;
}

for (const [what, config, sentence] of [
  ['no file', undefined, /cannot be read\.\n$/],
  ['no JSON', '{ "secret": "hunter2" ', /is not JSON\.\n$/],
  ['a wrong setting', { logLevel: 'info', token: 'hunter2' }, /The setting token in .* is wrong: .*\.\n$/],
] as const) {
  test(`${what}: one sentence without values, exit 1`, async () => {
    const { code, said } = await ended(start(config));
    assert.equal(code, 1);
    assert.match(said, /^The program cannot start: /);
    assert.match(said, sentence);
    assert.equal(said.split('\n').length, 2);
    assert.doesNotMatch(said, /hunter2/);
  });
}

test('SIGTERM closes and ends with 0', async () => {
  const child = start({ logLevel: 'info', token: 'x'.repeat(32) });
  await untilListening(child);
  child.kill('SIGTERM');
  const { code, log } = await ended(child);
  assert.equal(code, 0);
  assert.match(log, /"closed"/);
});

test('a parent that is gone ends it', async () => {
  // Of a process that has ended: nobody's parent.
  const gone = spawn(process.execPath, ['--version'], { stdio: 'ignore' });
  await once(gone, 'exit');
  const child = start({ logLevel: 'info', token: 'x'.repeat(32) }, { QY_PARENT_PID: String(gone.pid) });
  const { code, log } = await ended(child);
  assert.equal(code, 0);
  assert.match(log, /the parent is gone/);
});
