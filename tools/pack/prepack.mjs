/**
 * `npm pack` in packages/gm or packages/pki, before: compiles src/ to dist/ (JavaScript and types) and puts in place the
 * package.json that a stranger's project needs, with paths into dist/. postpack.mjs puts ours back. Inside this
 * repository the packages are run from their source, and Node strips no types below a real node_modules.
 *
 * Bundlers get a file for each of ours, which they can leave out one by one; Node gets dist/node/, where the entries are
 * bundled, because loading many small files is most of what a first signature takes.
 *
 * Plain JavaScript: npm's own Node runs it.
 */
import { execFileSync } from 'node:child_process';
import { copyFileSync, existsSync, mkdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join, relative } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { KEPT, restore } from './postpack.mjs';

const folder = process.cwd();
const repository = join(dirname(fileURLToPath(import.meta.url)), '../..');
const require = createRequire(join(folder, 'package.json'));

// A pack that was killed left the outer package.json behind.
restore(folder);
const manifest = JSON.parse(readFileSync(join(folder, 'package.json'), 'utf8'));
compile();
await bundle(manifest);
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
  const tsc = join(dirname(require.resolve('typescript/package.json')), 'bin/tsc');
  execFileSync(process.execPath, [tsc, '-p', project], { stdio: 'inherit' });
  rmSync(project);
}

/** Entries, and what `#…` imports lead to on Node, with their common parts in chunks; other packages stay outside. */
async function bundle({ exports, imports = {} }) {
  const { rolldown } = await import(pathToFileURL(require.resolve('rolldown')).href);
  const paths = [...Object.values(exports), ...Object.values(imports).map(({ node }) => node)].map(compiledPath);
  const bundled = await rolldown({
    cwd: folder,
    input: Object.fromEntries(paths.map((path) => [path.replace(/^\.\/dist\/(.*)\.js$/, '$1'), path])),
    external: (id) => !/^[./]/.test(id),
  });
  await bundled.write({ dir: join(folder, 'dist/node'), format: 'esm', chunkFileNames: 'chunks/[name]-[hash].js' });
}

/** Ours, with every path into src/ turned to its compiled file, and without what only this repository needs. */
function outerManifest({ private: _private, devDependencies: _development, scripts: _scripts, ...rest }) {
  const { exports, imports } = rest;
  return {
    ...rest,
    exports: Object.fromEntries(Object.entries(exports).map(([entry, path]) => [entry, conditions(path)])),
    ...(imports && { imports: Object.fromEntries(Object.entries(imports).map(([name, by]) => [name, byRuntime(by)])) }),
    files: ['dist'],
    engines: { node: '>=20' },
  };
}

function conditions(path) {
  const compiled = present(compiledPath(path));
  return { types: present(compiled.replace(/\.js$/, '.d.ts')), node: bundledPath(path), default: compiled };
}

function byRuntime({ node, default: portable }) {
  return { node: bundledPath(node), default: present(compiledPath(portable)) };
}

function compiledPath(path) {
  return path.replace(/^\.\/src\//, './dist/').replace(/\.ts$/, '.js');
}

function bundledPath(path) {
  return present(compiledPath(path).replace('./dist/', './dist/node/'));
}

function present(path) {
  if (!existsSync(join(folder, path))) throw new Error(`${path} was not written`);
  return path;
}
