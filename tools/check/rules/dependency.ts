/** A package imports only what its own package.json declares; hoisting would hide the rest until it breaks. */
import { isBuiltin } from 'node:module';
import type { Finding } from '../finding.ts';
import { packageName, type Tree } from '../tree.ts';

export function dependencyRule({ files, workspaces }: Tree): Finding[] {
  const findings: Finding[] = [];
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
        (workspace.folder === 'tests' && workspaces.some((each) => each.name === name));
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
