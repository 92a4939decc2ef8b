/** Code for browsers imports no node modules; a pure package does so in `native.ts` alone. */
import { isBuiltin } from 'node:module';
import type { Layers } from '../../layers.ts';
import type { Finding } from '../finding.ts';
import type { Tree } from '../tree.ts';

export function browserRule({ files }: Tree, { browser, portable }: Layers): Finding[] {
  const within = (path: string, roots: string[]) => roots.some((root) => path.startsWith(`${root}/`));
  return files
    .filter(
      ({ path, development }) =>
        !development && (within(path, browser) || (within(path, portable) && !path.endsWith('/native.ts'))),
    )
    .flatMap(({ path, imports }) =>
      imports
        .filter(({ specifier }) => isBuiltin(specifier))
        .map(
          ({ specifier, line }): Finding => ({
            path,
            line,
            rule: 'browser',
            message: `${specifier} does not exist in a browser`,
          }),
        ),
    );
}
