/**
 * One PostgreSQL server on a unix socket, without any TCP port. It stops when told and when this process dies.
 * Restarting it after a crash is the caller's affair (`exited`).
 */
import { type ChildProcess, spawn } from 'node:child_process';
import { chownSync, closeSync, mkdirSync, openSync, readFileSync, statSync } from 'node:fs';
import { dirname, resolve } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import pg from 'pg';
import { findBinaries } from './binaries.ts';
import { awaitFreeCluster, ensureCluster, ensureOwner } from './cluster.ts';
import { confinement } from './confine.ts';
import { PostgresError } from './error.ts';
import { fitsSocket } from './socket-dir.ts';
import { socketUrl } from './url.ts';

export interface StartOptions {
  /** The cluster's folder; made when missing. */
  dataDir: string;
  /** Where the socket goes; see makeSocketDir. */
  socketDir: string;
  /** PostgreSQL's own messages. */
  logFile: string;
  /** Given: every connection must show a password (SCRAM). Absent: none does, for tests only. */
  password?: string;
  /** False trades durability for speed; for tests only. */
  durable?: boolean;
  /** More `name=value` settings. */
  settings?: Record<string, string>;
}

export interface PostgresServer {
  readonly pid: number;
  readonly socketDir: string;
  /** The superuser's address. */
  readonly adminUrl: string;
  /** Resolves when the server is gone, for whatever reason. */
  readonly exited: Promise<{ code: number | null; signal: NodeJS.Signals | null }>;
  /** Ends the sessions, writes everything down and stops. */
  stop(): Promise<void>;
  /** Lets this process end although the server still runs. */
  unref(): void;
}

const SUPERUSER = 'postgres';

/** Makes the cluster when needed, starts it and waits until it answers. Throws PostgresError. */
export async function startPostgres(options: StartOptions): Promise<PostgresServer> {
  const { password, durable = true, settings = {} } = options;
  const dataDir = resolve(options.dataDir);
  const binaries = findBinaries();
  await ensureCluster(binaries, dataDir, { superuser: SUPERUSER, password, durable });
  await awaitFreeCluster(dataDir, 30_000);
  ensureOwner(dataDir);

  const { prefix, owner } = confinement();
  const socketDir = resolve(options.socketDir);
  if (!fitsSocket(socketDir)) {
    throw new PostgresError('postgres/socket-path-too-long', `The path ${socketDir} is too long for a unix socket.`);
  }
  mkdirSync(socketDir, { recursive: true, mode: 0o700 });
  chownSync(socketDir, owner.uid, owner.gid);
  const all: Record<string, string> = {
    listen_addresses: '',
    unix_socket_directories: socketDir,
    unix_socket_permissions: '0700',
    timezone: 'UTC',
    log_timezone: 'UTC',
    ...(durable ? {} : { fsync: 'off', synchronous_commit: 'off', full_page_writes: 'off' }),
    ...settings,
  };
  const args = ['-D', dataDir, ...Object.entries(all).flatMap(([name, value]) => ['-c', `${name}=${value}`])];
  const [program = '', ...rest] = [...prefix, binaries.postgres, ...args];
  mkdirSync(dirname(options.logFile), { recursive: true });
  const log = openSync(options.logFile, 'a', 0o600);
  const logStart = statSync(options.logFile).size;
  const child = spawn(program, rest, {
    stdio: ['ignore', log, log],
    env: { PATH: process.env.PATH, LC_ALL: 'C' },
    // Ctrl-C goes to the whole process group; when to stop is for the caller to say.
    detached: true,
  });
  closeSync(log);

  const exited = new Promise<{ code: number | null; signal: NodeJS.Signals | null }>((settle) => {
    child.once('error', () => settle({ code: 127, signal: null }));
    child.once('exit', (code, signal) => settle({ code, signal }));
  });
  const adminUrl = socketUrl(socketDir, { database: 'postgres', role: SUPERUSER, password });
  if (!(await answers(adminUrl, child))) {
    throw new PostgresError('postgres/start-failed', `PostgreSQL did not start: ${tail(options.logFile, logStart)}`);
  }
  return {
    pid: child.pid ?? 0,
    socketDir,
    adminUrl,
    exited,
    async stop() {
      child.ref();
      child.kill('SIGINT');
      await exited;
    },
    unref: () => child.unref(),
  };
}

/** True when a connection succeeds, false when the process ended first or 60 s passed (recovery after a crash takes time). */
async function answers(url: string, child: ChildProcess): Promise<boolean> {
  const deadline = Date.now() + 60_000;
  while (child.exitCode === null && child.signalCode === null && Date.now() < deadline) {
    const client = new pg.Client({ connectionString: url });
    // A connection that dies later must not bring this process down.
    client.on('error', () => undefined);
    try {
      await client.connect();
      await client.end();
      return true;
    } catch (error) {
      const code = (error as { code?: string }).code;
      if (code === '28P01') {
        child.kill('SIGINT');
        throw new PostgresError('postgres/start-failed', 'The database does not accept the password in secrets.json.', {
          cause: error,
        });
      }
      await sleep(15);
    }
  }
  child.kill('SIGINT');
  return false;
}

function tail(file: string, from: number): string {
  const lines = readFileSync(file).subarray(from).toString('utf8').trim().split('\n');
  return lines.slice(-4).join(' | ');
}
