/**
 * What outsiders need is kept below `node_modules/.cache/conformance`, a folder for each state of its sources: once
 * there, nothing is fetched or compiled again. A half-made folder never gets the name that is looked for.
 */
import { createHash } from 'node:crypto';
import { existsSync, globSync, mkdirSync, mkdtempSync, readFileSync, renameSync, rmSync } from 'node:fs';
import { join } from 'node:path';

export const repository = join(import.meta.dirname, '../../..');
export const cache = join(repository, 'node_modules/.cache/conformance');

/** Why a fetch or a compilation did not give what was wanted: the first is a reason to skip, the second a failure. */
export type Obstacle = { skipped: string } | { failed: string };

export async function cached(
  name: string,
  sources: readonly string[],
  make: (folder: string) => Promise<Obstacle | undefined>,
): Promise<{ folder: string } | Obstacle> {
  const hash = createHash('sha256');
  for (const path of sources) hash.update(readFileSync(path));
  const folder = join(cache, `${name}-${hash.digest('hex').slice(0, 16)}`);
  if (existsSync(folder)) return { folder };
  mkdirSync(cache, { recursive: true });
  for (const old of globSync(`${name}-*`, { cwd: cache })) rmSync(join(cache, old), { recursive: true, force: true });
  const unfinished = mkdtempSync(join(cache, `${name}-unfinished-`));
  const obstacle = await make(unfinished);
  if (obstacle !== undefined) {
    rmSync(unfinished, { recursive: true, force: true });
    return obstacle;
  }
  renameSync(unfinished, folder);
  return { folder };
}
