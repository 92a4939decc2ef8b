/** A child's log file: appended to, put aside once at a start when it has grown large. */
import { mkdirSync, openSync, readFileSync, renameSync, statSync } from 'node:fs';
import { dirname } from 'node:path';

const LARGE = 20 * 1024 * 1024;

/** Opens for appending and tells where this run's part begins. */
export function openLog(path: string): { descriptor: number; start: number } {
  mkdirSync(dirname(path), { recursive: true });
  const size = statSync(path, { throwIfNoEntry: false })?.size ?? 0;
  if (size > LARGE) renameSync(path, `${path}.1`);
  return { descriptor: openSync(path, 'a', 0o600), start: size > LARGE ? 0 : size };
}

/** The last lines since `start`, without the frames of a stack. */
export function lastLines(path: string, start: number, count: number): string {
  const lines = readFileSync(path).subarray(start).toString('utf8').trim().split('\n');
  return lines
    .filter((line) => !/^ {4}at /.test(line))
    .slice(-count)
    .join('\n');
}
