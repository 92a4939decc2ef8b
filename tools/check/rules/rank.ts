/** Workspaces import only lower ones, only declared doors, and never by a path into a neighbour's folder. */
import type { Layers } from '../../layers.ts';
import type { Finding } from '../finding.ts';
import type { SourceFile, SourceImport, Tree } from '../tree.ts';

export function rankRule({ files, workspaces }: Tree, layers: Layers): Finding[] {
  const findings: Finding[] = [];
  for (const file of files) {
    for (const each of file.imports) {
      for (const target of each.targets) {
        const other = workspaces.find(({ folder }) => target.startsWith(`${folder}/`));
        if (other === file.workspace && (file.development || !isDevelopment(target, files))) continue;
        // The stories live beside the tools, not in a package of their own.
        if (file.workspace.folder === 'tests' && other?.folder === 'tools') continue;
        const message =
          other === file.workspace
            ? `${each.specifier} is for tests only`
            : other === undefined
              ? leaves(each)
              : each.specifier.startsWith('.')
                ? `${each.specifier} reaches into ${other.folder}: import ${other.name}`
                : !other.exports.size || doorIsClosed(target, other.exports)
                  ? `${each.specifier} is not an entry of ${other.name}`
                  : breach(file, other.folder, layers);
        if (message !== undefined) findings.push({ path: file.path, line: each.line, rule: 'rank', message });
      }
    }
  }
  return findings;
}

function isDevelopment(path: string, files: SourceFile[]): boolean {
  return files.some((file) => file.path === path && file.development);
}

function leaves({ specifier }: SourceImport): string | undefined {
  return specifier.startsWith('.') ? `${specifier} leaves its workspace` : undefined;
}

function doorIsClosed(target: string, doors: Map<string, string[]>): boolean {
  return ![...doors.values()].flat().includes(target);
}

function breach(file: SourceFile, to: string, { workspaces }: Layers): string | undefined {
  const from = file.workspace.folder;
  const mine = workspaces[from];
  const theirs = workspaces[to];
  if (mine === undefined || theirs === undefined) return undefined;
  if (theirs.development) return file.development ? undefined : `${to} is for tests only`;
  // A test may use whatever its package.json declares; nothing imports a test.
  if (file.development) return undefined;
  if (mine.only !== undefined && !mine.only.includes(to)) return `${from} must not import ${to}`;
  if (theirs.rank >= mine.rank) return `${from} (rank ${mine.rank}) must not import ${to} (rank ${theirs.rank})`;
  return undefined;
}
