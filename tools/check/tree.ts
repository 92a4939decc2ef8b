/** The repository as the layer rules see it: workspaces, their declared dependencies, files and resolved imports. */
import { existsSync, globSync, readFileSync } from 'node:fs';
import { dirname, join, normalize, relative } from 'node:path';
import { importsOf, type Import } from './imports.ts';

export interface Workspace {
  /** Folder below the root, with `/`. */
  folder: string;
  name: string;
  dependencies: Set<string>;
  devDependencies: Set<string>;
  /** Entry (`.`, `./interface`) → file below the root; conditional exports give several. */
  exports: Map<string, string[]>;
  imports: Map<string, string[]>;
}

export interface SourceImport extends Import {
  /** Files below the root that it leads to, when they are ours. */
  targets: string[];
}

export interface SourceFile {
  path: string;
  workspace: Workspace;
  /** Tests, their helpers (testing/, test-*.ts), builds and build settings: they may use devDependencies and node modules everywhere. */
  development: boolean;
  imports: SourceImport[];
}

export interface Tree {
  workspaces: Workspace[];
  files: SourceFile[];
}

const DEVELOPMENT =
  /(\.test\.tsx?$|^packages\/gm\/build\/|\/test-[^/]*\.ts$|vite\.config\.ts$|\/testing\/|^tools\/(check|test|bench|walk|screens)\/)/;

/** Reads the workspaces in `folders` below `root`. */
export function readTree(root: string, folders: string[]): Tree {
  const workspaces = folders
    .filter((folder) => existsSync(join(root, folder)))
    .map((folder) => readWorkspace(root, folder));
  const byName = new Map(workspaces.map((workspace) => [workspace.name, workspace]));
  const files = workspaces.flatMap((workspace) =>
    globSync('**/*.{ts,tsx}', {
      cwd: join(root, workspace.folder),
      exclude: (path) => /(^|\/)(node_modules|dist)$/.test(path),
    })
      .map((path) => `${workspace.folder}/${path.replaceAll('\\', '/')}`)
      .toSorted()
      .map((path): SourceFile => {
        const imports = importsOf(path, readFileSync(join(root, path), 'utf8'));
        return {
          path,
          workspace,
          development: DEVELOPMENT.test(path) || workspace.folder === 'tests',
          imports: imports.map((each) => ({
            ...each,
            targets: resolveImport(path, each.specifier, workspace, byName),
          })),
        };
      }),
  );
  return { workspaces, files };
}

/** `@scope/name/entry` → `@scope/name`. */
export function packageName(specifier: string): string {
  return specifier
    .split('/')
    .slice(0, specifier.startsWith('@') ? 2 : 1)
    .join('/');
}

function readWorkspace(root: string, folder: string): Workspace {
  // The stories in tests/ are no package of their own: what they use is declared at the root.
  const own = join(root, folder, 'package.json');
  const file = existsSync(own) ? own : join(root, 'package.json');
  const manifest = existsSync(file) ? (JSON.parse(readFileSync(file, 'utf8')) as Record<string, unknown>) : {};
  const keys = (field: string) => Object.keys((manifest[field] ?? {}) as object);
  return {
    folder,
    name: typeof manifest.name === 'string' ? manifest.name : folder,
    dependencies: new Set([...keys('dependencies'), ...keys('optionalDependencies'), ...keys('peerDependencies')]),
    devDependencies: new Set(keys('devDependencies')),
    exports: entries(folder, manifest.exports),
    imports: entries(folder, manifest.imports),
  };
}

function entries(folder: string, table: unknown): Map<string, string[]> {
  const leaves = (value: unknown): string[] =>
    typeof value === 'string'
      ? [normalize(join(folder, value))]
      : Object.values((value ?? {}) as object).flatMap(leaves);
  if (typeof table === 'string') return new Map([['.', leaves(table)]]);
  return new Map(Object.entries((table ?? {}) as object).map(([name, value]) => [name, leaves(value)]));
}

function resolveImport(from: string, specifier: string, own: Workspace, byName: Map<string, Workspace>): string[] {
  if (specifier.startsWith('.')) return [normalize(join(dirname(from), specifier.replace(/\?.*$/, '')))];
  if (specifier.startsWith('#')) return own.imports.get(specifier) ?? [];
  const name = packageName(specifier);
  const target = byName.get(name);
  if (target === undefined) return [];
  return target.exports.get(`.${specifier.slice(name.length)}`) ?? [`${target.folder}/${relative(name, specifier)}`];
}
