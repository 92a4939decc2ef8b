/** What a phone loads before the wallet's first screen: index.html's scripts and everything they import statically, gzipped. */
import { readFileSync } from 'node:fs';
import { join, posix, resolve } from 'node:path';
import { gzipSync } from 'node:zlib';
import { parseSync } from 'oxc-parser';
import { buildWebApps } from '../system/web-builds.ts';
import { type Figure, rounded } from './figure.ts';

const root = resolve(import.meta.dirname, '../..');
const BASE = '/wallet/';

export async function measureWalletSize(): Promise<Figure[]> {
  await buildWebApps({ root, apps: ['apps/wallet'], log: () => undefined });
  const dist = join(root, 'apps/wallet/dist');
  const page = readFileSync(join(dist, 'index.html'), 'utf8');
  const linked = [...page.matchAll(/(?:src|href)="([^"]+\.(?:js|css))"/g)].map(([, url = '']) => relativeTo(BASE, url));
  const scripts = new Set<string>();
  const follow = (path: string) => {
    if (scripts.has(path)) return;
    scripts.add(path);
    const { module } = parseSync(path, readFileSync(join(dist, path), 'utf8'));
    const imports = module.staticImports.map(({ moduleRequest }) => moduleRequest.value);
    const exports = module.staticExports.flatMap(({ entries }) =>
      entries.map((entry) => entry.moduleRequest?.value ?? ''),
    );
    for (const specifier of [...imports, ...exports]) {
      if (specifier.startsWith('.')) follow(posix.join(posix.dirname(path), specifier));
    }
  };
  for (const path of linked) if (path.endsWith('.js')) follow(path);
  const size = (paths: Iterable<string>) =>
    [...paths].reduce((sum, path) => sum + gzipSync(readFileSync(join(dist, path)), { level: 9 }).length, 0) / 1000;
  return [
    { name: 'wallet first load, JavaScript', value: rounded(size(scripts)), unit: 'kB', goal: 250 },
    {
      name: 'wallet first load, styles',
      value: rounded(size(linked.filter((path) => path.endsWith('.css')))),
      unit: 'kB',
    },
  ];
}

function relativeTo(base: string, url: string): string {
  const path = url.startsWith(base) ? url.slice(base.length) : url;
  return path.replace(/^\.?\//, '');
}
