/** A package imports only what its own package.json declares; hoisting would hide the rest until it breaks. */
import { isBuiltin } from 'node:module';
import type { Finding } from '../finding.ts';
import { packageName, type SourceFile, type Tree } from '../tree.ts';

export function dependencyRule({ files, workspaces }: Tree): Finding[] {
  const findings: Finding[] = [];
  const testkit = workspaces.find(({ folder }) => folder === 'packages/testkit');
  for (const file of files) {
    for (const { specifier, line, typeOnly } of file.imports) {
      if (/^[.#]/.test(specifier) || isBuiltin(specifier) || specifier.startsWith('virtual:')) continue;
      const name = packageName(specifier);
      const { workspace } = file;
      const declared =
        name === workspace.name ||
        workspace.dependencies.has(name) ||
        // Types are erased, tests and build settings do not run in production.
        ((typeOnly || file.development || workspace.folder === 'packages/testkit') &&
          workspace.devDependencies.has(name)) ||
        (isStory(file) && (workspaces.some((each) => each.name === name) || declares(testkit, name)));
      if (!declared) {
        findings.push({
          path: file.path,
          line,
          rule: 'dependency',
          message: `${name} is not declared in ${workspace.folder}/package.json`,
        });
      }
    }
  }
  return findings;
}

/** The stories in tests/ have no package.json: they may use every workspace and what testkit declares. */
function isStory({ workspace }: SourceFile): boolean {
  return workspace.folder === 'tests';
}

function declares(workspace: Tree['workspaces'][number] | undefined, name: string): boolean {
  return workspace !== undefined && (workspace.dependencies.has(name) || workspace.devDependencies.has(name));
}
