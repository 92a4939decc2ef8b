/**
 * The master key file: 32 random bytes, mode 0600, made once.
 * It appears under its name only when complete and on disk: a crash while making it leaves none, never half of one.
 */
import {
  closeSync,
  fsyncSync,
  linkSync,
  mkdirSync,
  openSync,
  readFileSync,
  rmSync,
  statSync,
  writeSync,
} from 'node:fs';
import { dirname } from 'node:path';
import { Secret } from '@qianyin/gm';
import type { RandomBytes } from '@qianyin/gm';
import { StartError } from '../config.ts';

const LENGTH = 32;

/** The key, or undefined when the file does not exist. Throws StartError when it is not a master key or open to others. */
export function readMasterKey(path: string): Secret | undefined {
  const found = statSync(path, { throwIfNoEntry: false });
  if (!found) return undefined;
  if ((found.mode & 0o077) !== 0)
    throw new StartError(`Master key ${path} may be read by others: set its mode to 0600.`);
  const bytes = readFileSync(path);
  if (bytes.length !== LENGTH) throw new StartError(`Master key ${path} must hold ${LENGTH} bytes.`);
  return Secret.take(new Uint8Array(bytes));
}

/** Makes the file and returns the key. When another process was faster, returns that one's key. */
export function createMasterKey(path: string, random: RandomBytes): Secret {
  mkdirSync(dirname(path), { recursive: true, mode: 0o700 });
  const draft = `${path}.${Buffer.from(random(6)).toString('hex')}.draft`;
  writeDurably(draft, random(LENGTH));
  try {
    // link, unlike rename, refuses to replace a key that already exists.
    linkSync(draft, path);
  } catch (error) {
    if (!(error instanceof Error && 'code' in error && error.code === 'EEXIST')) throw error;
  } finally {
    rmSync(draft);
  }
  syncFolder(dirname(path));
  const key = readMasterKey(path);
  if (!key) throw new StartError(`Master key ${path} could not be made.`);
  return key;
}

/** Writes a new file, mode 0600, and waits until it is on disk. Fails when it exists. */
export function writeDurably(path: string, bytes: Uint8Array): void {
  const file = openSync(path, 'wx', 0o600);
  try {
    writeSync(file, bytes);
    fsyncSync(file);
  } finally {
    closeSync(file);
  }
}

/** Makes new names in a folder survive a power cut. */
export function syncFolder(path: string): void {
  const folder = openSync(path, 'r');
  try {
    fsyncSync(folder);
  } finally {
    closeSync(folder);
  }
}
