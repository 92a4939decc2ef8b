/**
 * The ladder of the repository: who may import whom. A workspace imports workspaces of a lower rank only, and where
 * `only` is given nothing else; type imports count. `npm run check` enforces it (tools/check).
 */

export interface WorkspaceLayer {
  rank: number;
  /** The only workspaces it may import, where the ladder alone would allow more. */
  only?: string[];
  /** May be imported by tests alone. */
  development?: boolean;
}

export interface Layers {
  /** By folder. */
  workspaces: Record<string, WorkspaceLayer>;
  /** Folders below which code runs in browsers: no node modules there. */
  browser: string[];
  /** Pure packages, for browser and server alike: node modules in `native.ts` alone, behind a conditional `#import`. */
  portable: string[];
  /** A tree of domains with ranks of their own: folder → first matching prefix → rank. */
  domains: { root: string; ranks: Record<string, number> }[];
}

export const layers: Layers = {
  workspaces: {
    'packages/gm': { rank: 0 },
    'packages/contract': { rank: 0 },
    'packages/postgres': { rank: 0 },
    'packages/service': { rank: 0 },
    'packages/pki': { rank: 1 },
    'packages/client': { rank: 1 },
    'packages/ui': { rank: 2 },
    'packages/testkit': { rank: 2, development: true },
    // Knows nothing of the product: it plays the outside world.
    'services/sandbox': { rank: 3, only: ['packages/service'] },
    // The trust zone of the keys: what it cannot import cannot reach it.
    'services/signer': { rank: 3, only: ['packages/gm', 'packages/pki'] },
    'services/server': {
      rank: 4,
      only: ['packages/contract', 'packages/gm', 'packages/pki', 'packages/service', 'services/signer'],
    },
    'apps/wallet': {
      rank: 4,
      only: ['packages/contract', 'packages/client', 'packages/gm', 'packages/pki', 'packages/ui'],
    },
    'apps/portal': { rank: 4, only: ['packages/contract', 'packages/client', 'packages/ui'] },
    // Another owner's system: of the product it knows the public interface and nothing else.
    'apps/exchange': { rank: 4, only: ['packages/contract', 'packages/client', 'packages/service', 'packages/ui'] },
    tools: { rank: 5 },
    // Stories over the whole system; not a workspace of its own.
    tests: { rank: 6 },
  },
  browser: [
    'packages/ui/src',
    'apps/wallet/src',
    'apps/portal/src',
    'apps/exchange/src/web',
    'apps/exchange/src/shared',
  ],
  portable: ['packages/gm/src', 'packages/contract/src', 'packages/client/src', 'packages/pki/src'],
  domains: [
    {
      root: 'services/server/src',
      ranks: {
        platform: -1,
        'domains/audit': 0,
        'domains/accounts': 1,
        'domains/catalogue': 1,
        'domains/identity-proofing': 2,
        'domains/enterprises': 3,
        'domains/keys': 4,
        'domains/orders': 4,
        'domains/payments': 5,
        'domains/certificates': 5,
        'domains/seals': 6,
        'domains/platforms': 6,
        'domains/verification': 6,
        'domains/scan-sessions': 7,
        flows: 8,
        migrations: 8,
        compose: 9,
        testing: 9,
        '': 10,
      },
    },
    {
      root: 'apps/exchange/src',
      ranks: { shared: 0, web: 1, server: 1 },
    },
  ],
};
