/**
 * `npm pack` in packages/gm or packages/pki, before: compiles src/ to dist/ (JavaScript and types) and puts in place the
 * package.json that a stranger's project needs, with paths into dist/. postpack.mjs puts ours back. Inside this
 * repository the packages are run from their source, and Node strips no types below a real node_modules.
 *
 * Plain JavaScript: npm's own Node runs it.
 */
import { execFileSync } from 'node:child_process';
import { copyFileSync, existsSync, mkdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join, relative } from 'node:path';
import { fileURLToPath } from 'node:url';
import { KEPT, restore } from './postpack.mjs';

const folder = process.cwd();
const repository = join(dirname(fileURLToPath(import.meta.url)), '../..');

// A pack that was killed left the outer package.json behind.
restore(folder);
const manifest = JSON.parse(readFileSync(join(folder, 'package.json'), 'utf8'));
compile();
copyFileSync(join(repository, 'LICENSE'), join(folder, 'LICENSE'));
renameSync(join(folder, 'package.json'), join(folder, KEPT));
writeFileSync(join(folder, 'package.json'), `${JSON.stringify(outerManifest(manifest), null, 2)}\n`);

function compile() {
  const dist = join(folder, 'dist');
  rmSync(dist, { recursive: true, force: true });
  mkdirSync(dist);
  const project = join(dist, 'tsconfig.json');
  writeFileSync(
    project,
    JSON.stringify({
      extends: relative(dist, join(repository, 'tsconfig.base.json')).replaceAll('\\', '/'),
      compilerOptions: {
        noEmit: false,
        declaration: true,
        rewriteRelativeImportExtensions: true,
        rootDir: '../src',
        outDir: '.',
        // The libraries of a browser or of Node, whichever the code was written against.
        types: ['node'],
        paths: {},
      },
      include: ['../src'],
      exclude: ['../src/**/*.test.ts', '../src/**/testing', '../src/**/test-*.ts'],
    }),
  );
  const tsc = join(dirname(createRequire(join(folder, 'package.json')).resolve('typescript/package.json')), 'bin/tsc');
  execFileSync(process.execPath, [tsc, '-p', project], { stdio: 'inherit' });
  rmSync(project);
}

/** Ours, with every path into src/ turned to its compiled file, and without what only this repository needs. */
function outerManifest({ private: _private, devDependencies: _development, scripts: _scripts, ...rest }) {
  const { exports, imports } = rest;
  return {
    ...rest,
    exports: Object.fromEntries(Object.entries(exports).map(([entry, path]) => [entry, withTypes(path)])),
    ...(imports && { imports: mapPaths(imports) }),
    files: ['dist'],
    engines: { node: '>=20' },
  };
}

function withTypes(path) {
  const compiled = compiledPath(path);
  if (!existsSync(join(folder, compiled))) throw new Error(`${path} was not compiled to ${compiled}`);
  return { types: compiled.replace(/\.js$/, '.d.ts'), default: compiled };
}

function mapPaths(value) {
  if (typeof value === 'string') return compiledPath(value);
  return Object.fromEntries(Object.entries(value).map(([key, each]) => [key, mapPaths(each)]));
}

function compiledPath(path) {
  return path.replace(/^\.\/src\//, './dist/').replace(/\.ts$/, '.js');
}
