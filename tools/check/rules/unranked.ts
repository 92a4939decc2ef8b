/** Every workspace and every domain has its place in the table. */
import type { Layers } from '../../layers.ts';
import type { Finding } from '../finding.ts';
import type { Tree } from '../tree.ts';
import { unitOf } from './domain.ts';

export function unrankedRule({ files, workspaces }: Tree, layers: Layers): Finding[] {
  const missing = new Map<string, string>();
  for (const { folder } of workspaces)
    if (layers.workspaces[folder] === undefined) missing.set(folder, `${folder}/package.json`);
  for (const table of layers.domains) {
    for (const { path, development } of files) {
      if (development) continue;
      const unit = unitOf(path, table.root);
      if (unit !== undefined && table.ranks[unit] === undefined) missing.set(`${table.root}/${unit}`, path);
    }
  }
  return [...missing].map(([unit, path]) => ({
    path,
    line: 1,
    rule: 'unranked',
    message: `${unit} has no rank in tools/layers.ts`,
  }));
}
