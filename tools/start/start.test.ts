/**
 * `npm start` as a person meets it: real processes, killed in every way. Linux only, it reads /proc.
 */
import assert from 'node:assert/strict';
import { type ChildProcess, spawn } from 'node:child_process';
import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { after, test } from 'node:test';
import { setTimeout as sleep } from 'node:timers/promises';

const root = resolve(import.meta.dirname, '../..');
const dataDir = mkdtempSync(join(tmpdir(), 'qianyin-start-'));
const started = new Set<ChildProcess>();
after(async () => {
  for (const child of started) child.kill('SIGKILL');
  await until(() => processes().length === 0);
  rmSync(dataDir, { recursive: true, force: true });
});

const [port, exchangePort] = [await freePort(), await freePort()];
const environment = {
  ...process.env,
  QY_DATA_DIR: dataDir,
  QY_PORT: String(port),
  QY_EXCHANGE_PORT: String(exchangePort),
  DATABASE_URL: '',
};

interface Start {
  child: ChildProcess;
  output(): string;
  ended: Promise<number | null>;
}

function run(command: string[], more: Record<string, string> = {}): Start {
  const [program = '', ...args] = command;
  const child = spawn(program, args, {
    cwd: root,
    stdio: ['ignore', 'pipe', 'pipe'],
    env: { ...environment, ...more },
  });
  started.add(child);
  let text = '';
  for (const stream of [child.stdout, child.stderr]) {
    stream?.setEncoding('utf8').on('data', (part: string) => {
      text += part;
    });
  }
  const ended = new Promise<number | null>((settle) => {
    child.once('close', (code) => {
      started.delete(child);
      settle(code);
    });
  });
  return { child, output: () => text, ended };
}

const BOOTSTRAP = [process.execPath, 'tools/bootstrap.mjs', 'start'];
const LAUNCHER = [process.execPath, 'tools/start/main.ts'];

async function running(command: string[]): Promise<Start> {
  const start = run(command);
  await Promise.race([until(() => start.output().includes('press Ctrl-C')), start.ended]);
  assert.match(start.output(), /press Ctrl-C/);
  return start;
}

async function until(condition: () => boolean | Promise<boolean>, seconds = 120): Promise<void> {
  const deadline = Date.now() + seconds * 1000;
  while (!(await condition()) && Date.now() < deadline) await sleep(50);
  assert.ok(await condition());
}

/** Every process of this system but the launcher: their command lines name the data folder. */
function processes(): { pid: number; command: string }[] {
  return readdirSync('/proc')
    .filter((name) => /^\d+$/.test(name) && Number(name) !== process.pid)
    .map((name) => ({ pid: Number(name), command: commandLine(`/proc/${name}/cmdline`) }))
    .filter(({ command }) => command.includes(dataDir));
}

function commandLine(path: string): string {
  try {
    return readFileSync(path, 'utf8').replaceAll('\0', ' ');
  } catch {
    // Gone between the listing and now.
    return '';
  }
}

const pidOf = (part: string) => processes().find(({ command }) => command.includes(part))?.pid;
const PARTS = { postgres: '/postgres -D', signer: 'signer.json', server: 'server.json', exchange: 'exchange.json' };

async function answers(): Promise<boolean> {
  const statuses = [port, exchangePort].map((each) =>
    fetch(`http://127.0.0.1:${each}/health`).then(
      (r) => r.ok,
      () => false,
    ),
  );
  return (await Promise.all(statuses)).every(Boolean);
}

async function freePort(): Promise<number> {
  const server = createServer();
  await new Promise<void>((settle) => {
    server.listen(0, '127.0.0.1', settle);
  });
  const address = server.address();
  await new Promise((settle) => {
    server.close(settle);
  });
  return typeof address === 'object' && address !== null ? address.port : 0;
}

test('parts that are killed come back; Ctrl-C stops everything in order', async () => {
  const start = await running(BOOTSTRAP);
  assert.ok(await answers());
  for (const part of Object.values(PARTS)) assert.ok(pidOf(part), part);

  const second = run(LAUNCHER, { QY_PORT: String(await freePort()), QY_EXCHANGE_PORT: String(await freePort()) });
  assert.equal(await second.ended, 1);
  assert.match(second.output(), /Another running system uses/);

  for (const part of ['postgres', 'signer', 'server'] as const) {
    const before = pidOf(PARTS[part]);
    assert.ok(before);
    process.kill(before, 'SIGKILL');
    await until(() => ![undefined, before].includes(pidOf(PARTS[part])));
    await until(answers);
    assert.match(
      start.output(),
      part === 'postgres' ? /! PostgreSQL ended/ : new RegExp(`! ${part} ended \\(SIGKILL\\)`),
    );
  }

  start.child.kill('SIGINT');
  assert.equal(await start.ended, 0);
  assert.deepEqual(processes(), []);
  assert.match(start.output(), /stopped/);
});

test('a killed launcher leaves nothing behind', async () => {
  const start = await running(LAUNCHER);
  start.child.kill('SIGKILL');
  await until(() => processes().length === 0, 10);
});

test('a killed npm leaves nothing behind', async () => {
  const start = await running(['npm', 'start']);
  start.child.kill('SIGKILL');
  await until(() => processes().length === 0, 15);
});

test('a start that is interrupted half-way leaves nothing behind', async () => {
  const start = run(LAUNCHER);
  await until(() => pidOf(PARTS.signer) !== undefined);
  start.child.kill('SIGTERM');
  assert.equal(await start.ended, 0);
  assert.deepEqual(processes(), []);
});

test('a launcher killed while its services boot leaves nothing behind', async () => {
  const start = run(LAUNCHER);
  await until(() => pidOf(PARTS.exchange) !== undefined);
  start.child.kill('SIGKILL');
  await until(() => processes().length === 0, 20);
});

test('a taken port and a wrong setting are one sentence and exit 1', async () => {
  const server = createServer();
  await new Promise<void>((settle) => {
    server.listen(port, '127.0.0.1', settle);
  });
  try {
    const taken = run(LAUNCHER);
    assert.equal(await taken.ended, 1);
    assert.match(taken.output(), new RegExp(`Port ${port} is not available: choose another with QY_PORT`));
  } finally {
    server.close();
  }
  const wrong = run(LAUNCHER, { QY_PORT: 'eighty' });
  assert.equal(await wrong.ended, 1);
  assert.equal(wrong.output().trim().split('\n').at(-1), 'QY_PORT must be a port number.');
});
