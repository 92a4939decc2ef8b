/**
 * The folder that an outsider is shown: one file a value, and `manifest.json` with the cases. What is expected stands
 * nowhere in it.
 */
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Case } from './case.ts';
import type { Kind } from './outsiders/kinds.ts';

export interface WrittenCase {
  id: string;
  kind: Kind;
  /** Name → path below the folder. */
  files: Readonly<Record<string, string>>;
  parameters: Readonly<Record<string, string>>;
}

export function writeManifest(folder: string, cases: ReadonlyMap<string, Case>): WrittenCase[] {
  const written = [...cases].map(([id, each], index): WrittenCase => {
    const below = `${index}`.padStart(4, '0');
    mkdirSync(join(folder, below), { recursive: true });
    const files = Object.entries(each.files).map(([name, bytes]) => {
      writeFileSync(join(folder, below, name), bytes);
      return [name, `${below}/${name}`] as const;
    });
    return { id, kind: each.kind, files: Object.fromEntries(files), parameters: each.parameters ?? {} };
  });
  writeFileSync(join(folder, 'manifest.json'), `${JSON.stringify({ cases: written }, null, 1)}\n`);
  return written;
}
