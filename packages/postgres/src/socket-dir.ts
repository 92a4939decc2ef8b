/** A folder for unix sockets whose path is short enough: sun_path holds 108 bytes with its closing zero. */
import { mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';

const LONGEST_SOCKET_PATH = 106;

export interface SocketDir {
  path: string;
  /** Removes it when it was a temporary one. */
  release(): void;
}

/** The wanted folder, or a fresh one below the temporary folder when the wanted path is too long. */
export function makeSocketDir(wanted: string): SocketDir {
  const path = resolve(wanted);
  if (fitsSocket(path)) {
    mkdirSync(path, { recursive: true, mode: 0o700 });
    return { path, release: () => undefined };
  }
  // A random name made with mode 0700: nobody else on the machine can have put a socket there.
  const short = mkdtempSync(join(tmpdir(), 'qianyin-'));
  return { path: short, release: () => rmSync(short, { recursive: true, force: true }) };
}

/** Whether PostgreSQL's socket and its lock fit below this folder. */
export function fitsSocket(dir: string): boolean {
  return Buffer.byteLength(join(dir, '.s.PGSQL.5432.lock')) <= LONGEST_SOCKET_PATH;
}
