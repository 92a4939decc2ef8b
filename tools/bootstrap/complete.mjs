/** Whether an installed tree holds what the lock file asks for on this platform. */
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

/**
 * Reads npm's own record of what it installed, which npm writes last. Answers 'full', 'prod' (development packages
 * missing) or undefined (missing, other versions, or an installation that did not finish).
 */
export function installedMode(root) {
  const record = join(root, 'node_modules/.package-lock.json');
  if (!existsSync(record)) return undefined;
  const wanted = packagesOf(join(root, 'package-lock.json'));
  const present = packagesOf(record);
  let mode = 'full';
  for (const [path, entry] of Object.entries(wanted)) {
    if (!path.includes('node_modules/') || entry.link || !fitsPlatform(entry)) continue;
    const found = present[path];
    if (found && found.version === entry.version && existsSync(join(root, path, 'package.json'))) continue;
    // Optional packages that name no platform may be left out by npm for other reasons (a C library, a peer).
    if (entry.optional && !isForOnePlatform(entry)) continue;
    if (!entry.dev && !entry.devOptional) return undefined;
    mode = 'prod';
  }
  return mode;
}

/** How far an installation under way has come: npm makes every folder first, and fills them one after the other. */
export function countInstalled(root, mode) {
  const paths = Object.entries(packagesOf(join(root, 'package-lock.json')))
    .filter(([path, entry]) => path.includes('node_modules/') && !entry.link && fitsPlatform(entry))
    .filter(([, { dev }]) => mode === 'full' || !dev)
    .map(([path]) => path);
  return { wanted: paths.length, present: paths.filter((path) => existsSync(join(root, path, 'package.json'))).length };
}

/** Whether any package that only development needs is installed. */
export function hasDevelopmentPackages(root) {
  const record = join(root, 'node_modules/.package-lock.json');
  return existsSync(record) && Object.values(packagesOf(record)).some(({ dev }) => dev === true);
}

function packagesOf(file) {
  return JSON.parse(readFileSync(file, 'utf8')).packages || {};
}

function isForOnePlatform({ os, cpu }) {
  return Boolean(os && cpu);
}

function fitsPlatform({ os, cpu, libc }) {
  return allows(os, process.platform) && allows(cpu, process.arch) && allows(libc, 'glibc');
}

function allows(list, value) {
  if (list === undefined) return true;
  const all = [].concat(list);
  return all.includes(value) || (all.every((each) => each.startsWith('!')) && !all.includes(`!${value}`));
}
