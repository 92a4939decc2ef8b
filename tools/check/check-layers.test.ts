import assert from 'node:assert/strict';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { test } from 'node:test';
import type { Layers } from '../layers.ts';
import { checkLayers } from './check-layers.ts';

const LAYERS: Layers = {
  workspaces: {
    'packages/low': { rank: 0 },
    'packages/kit': { rank: 1, development: true },
    'services/main': { rank: 2 },
    'apps/page': { rank: 3, only: [] },
  },
  browser: ['apps/page/src'],
  portable: ['packages/low/src'],
  domains: [
    { root: 'services/main/src', ranks: { platform: -1, 'domains/audit': 0, 'domains/orders': 1, flows: 2, '': 3 } },
  ],
};

const manifest = (name: string, more: object = {}) =>
  JSON.stringify({ name, exports: { '.': './src/index.ts' }, ...more });

/** A small tree that breaks nothing; each test adds what is wrong. */
const SOUND: Record<string, string> = {
  'packages/low/package.json': manifest('@t/low', { imports: { '#core': { node: './src/native.ts' } } }),
  'packages/low/src/index.ts': `export { core } from '#core';`,
  'packages/low/src/native.ts': `import { sep } from 'node:path'; export const core = sep;`,
  'packages/kit/package.json': manifest('@t/kit'),
  'packages/kit/src/index.ts': 'export const kit = 1;',
  'services/main/package.json': manifest('@t/main', {
    dependencies: { '@t/low': '1', pg: '1' },
    devDependencies: { '@t/kit': '1' },
  }),
  'services/main/src/index.ts': `import './domains/orders/index.ts'; import pg from 'pg/lib'; export { pg };`,
  'services/main/src/domains/audit/index.ts': `import { core } from '@t/low'; export type A = typeof core;`,
  'services/main/src/rules.test.ts': '',
  'services/main/src/domains/audit/store.ts': 'export const rows = 1;',
  'services/main/src/domains/orders/index.ts': `import type { A } from '../audit/index.ts'; export type B = A;`,
  'services/main/src/domains/orders/rules.test.ts': `import { kit } from '@t/kit'; import '../audit/store.ts'; void kit;`,
  'apps/page/package.json': manifest('@t/page', { dependencies: { '@t/low': '1' } }),
  'apps/page/src/index.ts': 'export const page = 1;',
};

function findings(more: Record<string, string>): string[] {
  const root = mkdtempSync(join(tmpdir(), 'qianyin-layers-'));
  try {
    for (const [path, text] of Object.entries({ ...SOUND, ...more })) {
      mkdirSync(dirname(join(root, path)), { recursive: true });
      writeFileSync(join(root, path), text);
    }
    return checkLayers(root, LAYERS).findings.map(({ path, rule, message }) => `${rule} ${path}: ${message}`);
  } finally {
    rmSync(root, { recursive: true });
  }
}

test('a sound tree has no findings', () => assert.deepEqual(findings({}), []));

const CASES: [name: string, path: string, source: string, expected: RegExp][] = [
  [
    'an upward import',
    'packages/low/src/up.ts',
    `import '@t/main';`,
    /^rank .*rank 0\) must not import services\/main/,
  ],
  ['an upward type import', 'packages/low/src/up.ts', `import type { x } from '@t/main';`, /^rank /],
  ['an upward type in an expression', 'packages/low/src/up.ts', `export type X = import('@t/main').X;`, /^rank /],
  ['an upward re-export', 'packages/low/src/up.ts', `export * from '@t/main';`, /^rank /],
  ['an upward dynamic import', 'packages/low/src/up.ts', `void import('@t/main');`, /^rank /],
  [
    'a forbidden neighbour',
    'apps/page/src/low.ts',
    `import '@t/low';`,
    /^rank .*apps\/page must not import packages\/low/,
  ],
  ['tests’ tools in the product', 'services/main/src/kit.ts', `import '@t/kit';`, /^rank .*for tests only/],
  ['a test helper in the product', 'services/main/src/x.ts', `import './rules.test.ts';`, /^rank .*for tests only/],
  [
    'a path into a neighbour',
    'services/main/src/x.ts',
    `import '../../../packages/low/src/index.ts';`,
    /^rank .*reaches into/,
  ],
  ['a side entrance', 'services/main/src/x.ts', `import '@t/low/src/native.ts';`, /^rank .*not an entry/],
  ['a path out of the tree', 'services/main/src/x.ts', `import '../../../else.ts';`, /^rank .*leaves its workspace/],
  [
    'a higher domain',
    'services/main/src/domains/audit/x.ts',
    `import type {} from '../orders/index.ts';`,
    /^domain .*rank 0/,
  ],
  ['a domain’s inside', 'services/main/src/domains/orders/x.ts', `import '../audit/store.ts';`, /^domain .*is private/],
  ['a flow below a domain', 'services/main/src/domains/audit/x.ts', `import '../../flows/y.ts';`, /^domain /],
  ['an unknown domain', 'services/main/src/domains/new/index.ts', '', /^unranked .*domains\/new has no rank/],
  [
    'an undeclared package',
    'services/main/src/x.ts',
    `import 'fastify/types';`,
    /^dependency .*fastify is not declared/,
  ],
  ['a development package in the product', 'services/main/src/x.ts', `import '@t/kit';`, /^dependency /],
  ['a node module in a browser', 'apps/page/src/x.ts', `import 'node:fs';`, /^browser /],
  ['a node module in a pure package', 'packages/low/src/x.ts', `import 'fs';`, /^browser /],
  [
    'a file that imports itself',
    'services/main/src/self.ts',
    `import './self.ts';`,
    /^cycle .*src\/self.ts → src\/self.ts/,
  ],
];

for (const [name, path, source, expected] of CASES) {
  test(`${name} is found`, () => {
    const found = findings({ [path]: source });
    assert.ok(
      found.some((finding) => expected.test(finding)),
      `${expected} in ${JSON.stringify(found)}`,
    );
  });
}

test('a circle of three files, one of them by type alone, is found once', () => {
  const found = findings({
    'packages/low/src/a.ts': `import './b.ts';`,
    'packages/low/src/b.ts': `import type { C } from './c.ts'; export type B = C;`,
    'packages/low/src/c.ts': `import type { B } from './b.ts'; import './a.ts'; export type C = B;`,
    'packages/low/src/d.ts': `import './a.ts';`,
  });
  assert.deepEqual(found, [
    'cycle packages/low/src/c.ts: src/b.ts → src/c.ts → src/b.ts',
    'cycle packages/low/src/c.ts: src/a.ts → src/b.ts → src/c.ts → src/a.ts',
  ]);
});

test('what only looks like an import is none', () => {
  assert.deepEqual(
    findings({ 'packages/low/src/text.ts': 'export const text = `import "@t/main"`; // import "fs"' }),
    [],
  );
});
