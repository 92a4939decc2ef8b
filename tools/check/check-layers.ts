/** Runs the layer rules over a tree; also the program that `npm run check` starts. */
import { join } from 'node:path';
import { layers as ours, type Layers } from '../layers.ts';
import type { Finding } from './finding.ts';
import { browserRule } from './rules/browser.ts';
import { cycleRule } from './rules/cycle.ts';
import { dependencyRule } from './rules/dependency.ts';
import { domainRule } from './rules/domain.ts';
import { rankRule } from './rules/rank.ts';
import { unrankedRule } from './rules/unranked.ts';
import { readTree } from './tree.ts';

const RULES = [unrankedRule, rankRule, domainRule, dependencyRule, browserRule, cycleRule];

/** Every breach of the ladder below `root`. */
export function checkLayers(root: string, layers: Layers): { findings: Finding[]; files: number } {
  const tree = readTree(root, Object.keys(layers.workspaces));
  return { findings: RULES.flatMap((rule) => rule(tree, layers)), files: tree.files.length };
}

if (import.meta.main) {
  const { findings, files } = checkLayers(join(import.meta.dirname, '../..'), ours);
  for (const { path, line, rule, message } of findings) process.stdout.write(`${path}:${line}  ${rule}  ${message}\n`);
  process.stdout.write(`${files} files, ${findings.length} findings\n`);
  process.exitCode = findings.length ? 1 : 0;
}
