/**
 * The front ends, built into each app's dist/ when their sources changed: the app's own, those of the workspaces it
 * uses, and the lock file. A build goes to a folder beside and takes the name at the end, so a running system keeps
 * serving whole pages.
 */
import { spawn } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, globSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { SystemError } from './system-error.ts';

const STAMP = '.sources';

export interface BuildOptions {
  root: string;
  /** Folders below root. */
  apps: string[];
  signal?: AbortSignal | undefined;
  log(line: string): void;
}

/** Builds those that need it, two at a time. Throws `system/build-failed`. */
export async function buildWebApps({ root, apps, signal, log }: BuildOptions): Promise<void> {
  const workspaces = readWorkspaces(root);
  const waiting = apps
    .map((app) => ({ app, sources: hashSources(root, app, workspaces) }))
    .filter(({ app, sources }) => readStamp(join(root, app, 'dist', STAMP)) !== sources);
  const worker = async () => {
    for (let next = waiting.shift(); next !== undefined; next = waiting.shift()) {
      const started = performance.now();
      await build(root, next.app, next.sources, signal);
      log(`✔ ${next.app} 已构建 / built (${((performance.now() - started) / 1000).toFixed(1)} s)`);
    }
  };
  await Promise.all([worker(), worker()]);
}

async function build(root: string, app: string, sources: string, signal: AbortSignal | undefined): Promise<void> {
  const folder = join(root, app);
  removeAbandoned(folder);
  const output = join(folder, `dist.${process.pid}`);
  const vite = join(root, 'node_modules/vite/bin/vite.js');
  const child = spawn(process.execPath, [vite, 'build', '--outDir', output, '--emptyOutDir', '--logLevel', 'warn'], {
    cwd: folder,
    stdio: ['ignore', 'pipe', 'pipe'],
    signal,
    env: { ...process.env, NODE_ENV: 'production' },
  });
  const said: string[] = [];
  for (const stream of [child.stdout, child.stderr])
    stream.setEncoding('utf8').on('data', (text: string) => said.push(text));
  const code = await new Promise<number | null>((settle) => {
    child.once('error', (error) => said.push(String(error)));
    child.once('close', settle);
  });
  if (code !== 0) {
    rmSync(output, { recursive: true, force: true });
    throw new SystemError(
      'system/build-failed',
      `${app} 构建失败 / could not be built:\n${said.join('').slice(-2000)}`,
    );
  }
  writeFileSync(join(output, STAMP), sources);
  const former = join(folder, `dist.${process.pid}.former`);
  if (existsSync(join(folder, 'dist'))) renameSync(join(folder, 'dist'), former);
  renameSync(output, join(folder, 'dist'));
  rmSync(former, { recursive: true, force: true });
}

/** Outputs of builds that were killed. */
function removeAbandoned(folder: string): void {
  for (const name of globSync('dist.*', { cwd: folder })) {
    const builder = Number(name.split('.')[1]);
    if (builder !== process.pid && !existsSync(`/proc/${builder}`))
      rmSync(join(folder, name), { recursive: true, force: true });
  }
}

function readStamp(file: string): string | undefined {
  return existsSync(file) ? readFileSync(file, 'utf8') : undefined;
}

/** Name → folder and the names it depends on. */
type Workspaces = Map<string, { folder: string; dependencies: string[] }>;

function readWorkspaces(root: string): Workspaces {
  const manifests = globSync('{packages,apps}/*/package.json', { cwd: root });
  return new Map(
    manifests.map((file) => {
      const { name, dependencies = {} } = JSON.parse(readFileSync(join(root, file), 'utf8')) as {
        name: string;
        dependencies?: Record<string, string>;
      };
      return [name, { folder: file.slice(0, -'/package.json'.length), dependencies: Object.keys(dependencies) }];
    }),
  );
}

function hashSources(root: string, app: string, workspaces: Workspaces): string {
  const folders = new Set<string>();
  const add = (folder: string) => {
    if (folders.has(folder)) return;
    folders.add(folder);
    const workspace = [...workspaces.values()].find((each) => each.folder === folder);
    for (const name of workspace?.dependencies ?? []) {
      const used = workspaces.get(name);
      if (used !== undefined) add(used.folder);
    }
  };
  add(app);
  const hash = createHash('sha256').update(readFileSync(join(root, 'package-lock.json')));
  for (const folder of [...folders].toSorted()) {
    const files = globSync('**/*', {
      cwd: join(root, folder),
      withFileTypes: true,
      exclude: (entry) =>
        entry.name === 'node_modules' || /^dist(\.|$)/.test(entry.name) || entry.name.endsWith('.test.ts'),
    });
    const paths = files.filter((file) => file.isFile()).map((file) => join(file.parentPath, file.name));
    for (const path of paths.toSorted()) hash.update(path.slice(root.length)).update(readFileSync(path));
  }
  return hash.digest('hex');
}
