import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, test } from 'node:test';
import { setTimeout as sleep } from 'node:timers/promises';
import pg from 'pg';
import { provisionDatabase } from './provision.ts';
import { makeSocketDir } from './socket-dir.ts';
import { startPostgres } from './start.ts';

const folder = mkdtempSync(join(tmpdir(), 'qianyin-postgres-'));
after(() => rmSync(folder, { recursive: true, force: true }));
const options = (name: string) => ({
  dataDir: join(folder, name, 'postgres'),
  socketDir: join(folder, name, 'run'),
  logFile: join(folder, name, 'postgres.log'),
  password: 'p’w/1?',
});

async function query(url: string, sql: string): Promise<unknown[]> {
  const client = new pg.Client({ connectionString: url });
  client.on('error', () => undefined);
  await client.connect();
  try {
    return (await client.query(sql)).rows as unknown[];
  } finally {
    await client.end();
  }
}

function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch {
    return false;
  }
}

test('what was committed survives kill -9 and a second start', async () => {
  const first = await startPostgres(options('kill'));
  await query(first.adminUrl, 'create table kept (n int); insert into kept values (7)');
  process.kill(first.pid, 'SIGKILL');
  assert.equal((await first.exited).signal, 'SIGKILL');
  const second = await startPostgres(options('kill'));
  assert.deepEqual(await query(second.adminUrl, 'select n from kept'), [{ n: 7 }]);
  await second.stop();
  assert.equal(existsSync(join(folder, 'kill/postgres/postmaster.pid')), false);
});

test('a connection without the password is refused', async () => {
  const server = await startPostgres(options('password'));
  const url = new URL(server.adminUrl);
  url.password = 'wrong';
  await assert.rejects(query(url.href, 'select 1'), { code: '28P01' });
  await server.stop();
});

test('it dies with the process that started it, even by kill -9', async () => {
  const program = `
    const { startPostgres } = await import(${JSON.stringify(join(import.meta.dirname, 'start.ts'))});
    const server = await startPostgres(${JSON.stringify(options('orphan'))});
    process.stdout.write(server.pid + '\\n');
    setInterval(() => {}, 1000);`;
  const parent = spawn(process.execPath, ['--input-type=module', '-e', program], {
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  const pid = await new Promise<number>((settle) => {
    parent.stdout.once('data', (text: Buffer) => settle(Number(text.toString())));
  });
  assert.ok(isAlive(pid));
  parent.kill('SIGKILL');
  for (let i = 0; i < 200 && isAlive(pid); i++) await sleep(25);
  assert.equal(isAlive(pid), false);
});

test('a second one on the same folder is refused while the first lives', async () => {
  const first = await startPostgres(options('twice'));
  const { awaitFreeCluster } = await import('./cluster.ts');
  await assert.rejects(awaitFreeCluster(options('twice').dataDir, 100), { code: 'postgres/already-running' });
  await first.stop();
  await awaitFreeCluster(options('twice').dataDir, 0);
});

test('a left lock whose number now belongs to a stranger does not stop the start', async () => {
  const first = await startPostgres(options('stranger'));
  await first.stop();
  const lock = join(folder, 'stranger/postgres/postmaster.pid');
  writeFileSync(lock, `${process.pid}\n`);
  const second = await startPostgres(options('stranger'));
  assert.notEqual(readFileSync(lock, 'utf8').split('\n')[0], String(process.pid));
  await second.stop();
});

test('a half-made cluster is made again', async () => {
  const { dataDir } = options('half');
  const { mkdirSync } = await import('node:fs');
  mkdirSync(`${dataDir}.unfinished/base`, { recursive: true });
  const server = await startPostgres(options('half'));
  assert.deepEqual(await query(server.adminUrl, 'select 1 as n'), [{ n: 1 }]);
  await server.stop();
});

test('a path too long for a socket gets a short folder of its own', () => {
  const long = join(folder, 'x'.repeat(120));
  const dir = makeSocketDir(long);
  assert.ok(dir.path.length < 90);
  dir.release();
  assert.equal(existsSync(dir.path), false);
  assert.equal(makeSocketDir(join(folder, 'short')).path, join(folder, 'short'));
});

test('a settings mistake is told with what PostgreSQL said', async () => {
  await assert.rejects(startPostgres({ ...options('wrong'), settings: { shared_buffers: 'many' } }), {
    code: 'postgres/start-failed',
    message: /shared_buffers/,
  });
});

test('provisioning can be repeated, by an administrator who is no superuser, and keeps the roles apart', async () => {
  const server = await startPostgres(options('provision'));
  await query(server.adminUrl, `create role admin login createdb createrole password 'a'`);
  const admin = new URL(server.adminUrl);
  admin.username = 'admin';
  admin.password = 'a';
  const wanted = {
    name: 'app',
    roles: [
      { name: 'app_keys', password: 'k', schemas: ['keys'] },
      { name: 'app_web', password: 'w' },
    ],
  };
  await provisionDatabase(admin.href, wanted);
  const urls = await provisionDatabase(admin.href, wanted);
  await query(urls.app_keys ?? '', 'create table keys.secret (n int)');
  await query(urls.app_web ?? '', 'create schema orders');
  await assert.rejects(query(urls.app_web ?? '', 'select * from keys.secret'), { code: '42501' });
  await assert.rejects(query(urls.app_keys ?? '', 'create table orders.x (n int)'), { code: '42501' });
  await query(server.adminUrl, `create role stranger login password 's'`);
  const stranger = new URL(urls.app_web ?? '');
  stranger.username = 'stranger';
  stranger.password = 's';
  await assert.rejects(query(stranger.href, 'select 1'), { code: '42501' });
  await server.stop();
});
