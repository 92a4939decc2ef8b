/**
 * Inside a service: a domain imports only lower domains, and those only through their `index.ts`. Files that lie in no
 * folder (compose, main) come last and may open every door.
 */
import type { Layers } from '../../layers.ts';
import type { Finding } from '../finding.ts';
import type { Tree } from '../tree.ts';

export function domainRule({ files }: Tree, { domains }: Layers): Finding[] {
  const findings: Finding[] = [];
  for (const { root, ranks } of domains) {
    for (const file of files) {
      const from = unitOf(file.path, root);
      if (from === undefined || file.development) continue;
      for (const { targets, line } of file.imports) {
        for (const target of targets) {
          const to = unitOf(target, root);
          if (to === undefined || to === from) continue;
          const message = breach(from, to, ranks) ?? sideEntrance(target, `${root}/${to}`);
          if (message !== undefined) findings.push({ path: file.path, line, rule: 'domain', message });
        }
      }
    }
  }
  return findings;
}

/** `domains/orders` for a file in that domain, the first folder for others, '' for files beside them. */
export function unitOf(path: string, root: string): string | undefined {
  if (!path.startsWith(`${root}/`)) return undefined;
  const folders = path
    .slice(root.length + 1)
    .split('/')
    .slice(0, -1);
  return folders.slice(0, folders[0] === 'domains' ? 2 : 1).join('/');
}

function breach(from: string, to: string, ranks: Record<string, number>): string | undefined {
  const mine = ranks[from];
  const theirs = ranks[to];
  if (mine === undefined || theirs === undefined || theirs < mine) return undefined;
  return `${from || 'the root'} (rank ${mine}) must not import ${to || 'the root'} (rank ${theirs})`;
}

function sideEntrance(target: string, domain: string): string | undefined {
  if (!domain.includes('/domains/') || target === `${domain}/index.ts`) return undefined;
  return `${target} is private: import ${domain}/index.ts`;
}
