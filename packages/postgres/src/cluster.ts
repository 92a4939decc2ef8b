/**
 * The cluster's folder: made once, whole or not at all; a lock left by an earlier postmaster is waited for.
 * `postmaster.pid` is never removed while its process lives: two postmasters on one folder lose rows.
 */
import { spawn } from 'node:child_process';
import {
  chownSync,
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  readlinkSync,
  realpathSync,
  renameSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs';
import { dirname, join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import type { Binaries } from './binaries.ts';
import { confinement } from './confine.ts';
import { PostgresError } from './error.ts';

/** Makes the cluster when there is none. With a password every connection must show one (SCRAM), otherwise none does. */
export async function ensureCluster(
  { initdb }: Binaries,
  dataDir: string,
  { superuser, password, durable }: { superuser: string; password?: string | undefined; durable: boolean },
): Promise<void> {
  if (existsSync(join(dataDir, 'PG_VERSION'))) return;
  mkdirSync(dirname(dataDir), { recursive: true });
  // initdb killed half-way would leave a folder that looks like a cluster: it works beside, and the name comes last.
  const unfinished = `${dataDir}.unfinished`;
  rmSync(unfinished, { recursive: true, force: true });
  mkdirSync(unfinished, { mode: 0o700 });
  const passwordFile = `${dataDir}.password`;
  const args = ['-D', unfinished, '-U', superuser, '-E', 'UTF8', '--locale=C'];
  if (!durable) args.push('--no-sync');
  if (password === undefined) args.push('--auth=trust');
  else {
    writeFileSync(passwordFile, password, { mode: 0o600 });
    args.push('--auth=scram-sha-256', `--pwfile=${passwordFile}`);
  }
  const { prefix, owner } = confinement();
  for (const path of password === undefined ? [unfinished] : [unfinished, passwordFile]) {
    chownSync(path, owner.uid, owner.gid);
  }
  try {
    await run([...prefix, initdb, ...args]);
    renameSync(unfinished, dataDir);
  } finally {
    rmSync(passwordFile, { force: true });
  }
}

/** Gives the cluster to the user it runs as here; another confinement may have been chosen at an earlier start. */
export function ensureOwner(dataDir: string): void {
  const { uid, gid } = confinement().owner;
  if (statSync(dataDir).uid === uid) return;
  for (const path of readdirSync(dataDir, { recursive: true, encoding: 'utf8' }))
    chownSync(join(dataDir, path), uid, gid);
  // Last: an interrupted handover is begun again.
  chownSync(dataDir, uid, gid);
}

/** Waits for an earlier postmaster on this folder to go; throws `postgres/already-running` when it does not. */
export async function awaitFreeCluster(dataDir: string, patienceMs: number): Promise<void> {
  const lock = join(dataDir, 'postmaster.pid');
  const deadline = Date.now() + patienceMs;
  for (;;) {
    const pid = readPid(lock);
    if (pid === undefined || !isAlive(pid)) return;
    if (!isPostmasterOf(pid, dataDir)) {
      // The number was given to a stranger after a reboot or in a fresh container; PostgreSQL would refuse for ever.
      rmSync(lock, { force: true });
      return;
    }
    if (Date.now() > deadline) {
      throw new PostgresError(
        'postgres/already-running',
        `A PostgreSQL (process ${pid}) is still running on ${dataDir}: stop it first.`,
      );
    }
    await sleep(50);
  }
}

function readPid(lock: string): number | undefined {
  try {
    const pid = Number.parseInt(readFileSync(lock, 'utf8'), 10);
    return Number.isInteger(pid) && pid > 0 ? pid : undefined;
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return undefined;
    throw error;
  }
}

function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === 'EPERM';
  }
}

/** A postmaster's working folder is its cluster. Unsure (no /proc, not ours) counts as yes. */
function isPostmasterOf(pid: number, dataDir: string): boolean {
  try {
    return readlinkSync(`/proc/${pid}/cwd`) === realpathSync(dataDir);
  } catch {
    return true;
  }
}

async function run(command: string[]): Promise<void> {
  const [program = '', ...args] = command;
  const child = spawn(program, args, { stdio: ['ignore', 'ignore', 'pipe'], env: { ...process.env, LC_ALL: 'C' } });
  let said = '';
  child.stderr.setEncoding('utf8').on('data', (text: string) => {
    said += text;
  });
  const code = await new Promise<number | null>((resolve, reject) => {
    child.once('error', reject);
    child.once('close', resolve);
  });
  if (code !== 0) {
    throw new PostgresError('postgres/init-failed', `The database could not be made: ${said.trim().slice(-500)}`);
  }
}
