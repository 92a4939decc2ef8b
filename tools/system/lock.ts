/**
 * One launcher per data folder. The lock names a process by its number and the moment it began, because numbers are
 * given out again; a lock whose process is gone is taken over. PostgreSQL's own lock stands behind it.
 */
import { linkSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { SystemError } from './system-error.ts';

/** Takes the lock and returns how to give it back; throws `system/already-running`. */
export function takeLock(path: string, dataDir: string): () => void {
  const mine = { pid: process.pid, began: beginning(process.pid) };
  const beside = `${path}.${process.pid}`;
  writeFileSync(beside, JSON.stringify(mine));
  try {
    for (let attempt = 0; attempt < 2; attempt++) {
      try {
        // link fails when the name exists: of two that start at once, one gets it.
        linkSync(beside, path);
        return () => rmSync(path, { force: true });
      } catch (error) {
        if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error;
        const holder = readHolder(path);
        if (holder !== undefined) throw alreadyRunning(dataDir, holder);
        rmSync(path, { force: true });
      }
    }
  } finally {
    rmSync(beside, { force: true });
  }
  throw alreadyRunning(dataDir, undefined);
}

function alreadyRunning(dataDir: string, pid: number | undefined): SystemError {
  const who = pid === undefined ? '' : ` (process ${pid})`;
  return new SystemError(
    'system/already-running',
    `数据目录 ${dataDir} 正被另一个运行中的系统使用${who}。/ Another running system uses ${dataDir}${who}.`,
  );
}

/** The holder's number while it lives. */
function readHolder(path: string): number | undefined {
  let holder: { pid: number; began: string };
  try {
    holder = JSON.parse(readFileSync(path, 'utf8')) as typeof holder;
  } catch {
    // Gone meanwhile, or left empty by a power cut.
    return undefined;
  }
  return beginning(holder.pid) === holder.began ? holder.pid : undefined;
}

/** When a process began, in clock ticks since the machine did; '' when there is no such process. */
function beginning(pid: number): string {
  try {
    const stat = readFileSync(`/proc/${pid}/stat`, 'utf8');
    // The name in brackets may hold spaces; the 22nd field is the 20th after it.
    return stat.slice(stat.lastIndexOf(')') + 2).split(' ')[19] ?? '';
  } catch {
    return '';
  }
}
