/** Where unpacked things are kept between runs: beside the packages, or in the temporary folder when that is read-only. */
import { accessSync, constants, mkdirSync } from 'node:fs';
import { tmpdir, userInfo } from 'node:os';
import { join, resolve } from 'node:path';

const MODULES = resolve(import.meta.dirname, '../../../../node_modules');

/** The folder, made when missing. */
export function cacheFolder(): string {
  try {
    accessSync(MODULES, constants.W_OK);
    return made(join(MODULES, '.cache/qianyin-testkit'));
  } catch {
    return made(join(tmpdir(), `qianyin-testkit-${userInfo().uid}`));
  }
}

function made(folder: string): string {
  mkdirSync(folder, { recursive: true, mode: 0o700 });
  return folder;
}
