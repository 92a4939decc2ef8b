/** The folder of everything the system keeps, and the folder in it for what lives as long as it runs. */
import { existsSync, mkdirSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { SystemError } from './system-error.ts';

/** Makes both where they are missing and answers the inner one; throws `system/data-folder-unusable`. */
export function makeRunFolder(dataDir: string): string {
  const runDir = join(dataDir, 'run');
  try {
    makeFolder(runDir);
  } catch (cause) {
    const why = (cause as Error).message;
    throw new SystemError(
      'system/data-folder-unusable',
      `数据目录 ${dataDir} 不能使用，请用 QY_DATA_DIR 另选 / The data folder ${dataDir} cannot be used, choose another with QY_DATA_DIR: ${why}`,
      { cause },
    );
  }
  return runDir;
}

// Step by step: where nobody may make folders, as in /proc, Node's own `recursive` tries for ever.
function makeFolder(path: string): void {
  if (existsSync(path)) return;
  makeFolder(dirname(path));
  try {
    mkdirSync(path, { mode: 0o700 });
  } catch (error) {
    // Another start at the same moment: the lock will tell which of the two goes on.
    if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error;
  }
}
