/** `npm pack` in packages/gm or packages/pki, afterwards: our own package.json again (prepack.mjs). */
import { existsSync, renameSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

/** Where our package.json stands aside. */
export const KEPT = 'package.json.workspace';

/** Puts it back, if it stands aside. */
export function restore(folder) {
  if (existsSync(join(folder, KEPT))) renameSync(join(folder, KEPT), join(folder, 'package.json'));
  rmSync(join(folder, 'LICENSE'), { force: true });
}

if (process.argv[1] === fileURLToPath(import.meta.url)) restore(process.cwd());
