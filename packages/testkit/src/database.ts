/**
 * A real PostgreSQL for tests. The test runner starts one server for the whole run and names its socket folder in
 * QY_TEST_POSTGRES; a test file run alone starts its own, which dies with it. Every call gets its own database, cloned
 * from a template that was prepared once. Not durable on purpose: what is tested on power loss is not tested here.
 */
import { createHash, randomUUID } from 'node:crypto';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type PostgresServer, socketUrl, startPostgres } from '@qianyin/postgres';
import pg from 'pg';

export interface Template {
  /** Two callers with one name share one template: put what it depends on into the name. */
  name: string;
  /** Runs migrations and seeds on the empty template database; `urlAs` makes the role when it is missing. */
  prepare(database: { url: string; urlAs(role: string): Promise<string> }): Promise<void>;
}

export interface TemporaryDatabase {
  /** As superuser. */
  url: string;
  /** As a role that may connect and make schemas but is no superuser; made when missing. */
  urlAs(role: string): Promise<string>;
  /** Ends all its sessions and drops it. */
  drop(): Promise<void>;
}

/** Makes an empty database, or a clone of the template. Close it with `drop` (or `await using`). */
export async function temporaryDatabase(template?: Template): Promise<TemporaryDatabase & AsyncDisposable> {
  const socketDir = process.env.QY_TEST_POSTGRES ?? (await ownServer()).socketDir;
  const source = template === undefined ? 'template0' : await preparedTemplate(socketDir, template);
  const name = `test_${randomUUID().replaceAll('-', '')}`;
  await asAdmin(socketDir, (admin) => admin.query(`create database ${name} template ${source} strategy file_copy`));
  const drop = async () => {
    await asAdmin(socketDir, (admin) => admin.query(`drop database if exists ${name} with (force)`));
  };
  return {
    url: socketUrl(socketDir, { database: name, role: 'postgres' }),
    urlAs: (role) => urlAs(socketDir, name, role),
    drop,
    [Symbol.asyncDispose]: drop,
  };
}

async function preparedTemplate(socketDir: string, { name, prepare }: Template): Promise<string> {
  const database = `tpl_${createHash('sha256').update(name).digest('hex').slice(0, 24)}`;
  await asAdmin(socketDir, async (admin) => {
    // Test files run side by side: one prepares, the others wait on this lock.
    await admin.query('select pg_advisory_lock(hashtext($1))', [database]);
    const { rows } = await admin.query<{ ready: boolean }>(
      'select datistemplate as ready from pg_database where datname = $1',
      [database],
    );
    if (rows[0]?.ready) return;
    await admin.query(`drop database if exists ${database} with (force)`);
    await admin.query(`create database ${database} template template0 strategy file_copy`);
    await prepare({
      url: socketUrl(socketDir, { database, role: 'postgres' }),
      urlAs: (role) => urlAs(socketDir, database, role),
    });
    await admin.query(`alter database ${database} with is_template true allow_connections false`);
  });
  return database;
}

async function urlAs(socketDir: string, database: string, role: string): Promise<string> {
  const name = pg.escapeIdentifier(role);
  await asAdmin(socketDir, async (admin) => {
    await admin.query('select pg_advisory_lock(hashtext($1))', ['qianyin test roles']);
    const { rowCount } = await admin.query('select from pg_roles where rolname = $1', [role]);
    if (!rowCount) await admin.query(`create role ${name} login`);
    await admin.query(`grant connect, create, temporary on database ${database} to ${name}`);
  });
  return socketUrl(socketDir, { database, role });
}

async function asAdmin<T>(socketDir: string, work: (admin: pg.Client) => Promise<T>): Promise<T> {
  const admin = new pg.Client({ connectionString: socketUrl(socketDir, { database: 'postgres', role: 'postgres' }) });
  await admin.connect();
  try {
    return await work(admin);
  } finally {
    await admin.end();
  }
}

let own: Promise<PostgresServer> | undefined;

function ownServer(): Promise<PostgresServer> {
  own ??= startOwnServer();
  return own;
}

async function startOwnServer(): Promise<PostgresServer> {
  const folder = mkdtempSync(join(tmpdir(), 'qianyin-test-'));
  const server = await startPostgres({
    dataDir: join(folder, 'postgres'),
    socketDir: join(folder, 'run'),
    logFile: join(folder, 'postgres.log'),
    durable: false,
  });
  server.unref();
  // The last event-loop turn of a finished test file: stop in order and leave no folder behind.
  process.once('beforeExit', async () => {
    await server.stop();
    rmSync(folder, { recursive: true, force: true });
  });
  return server;
}
