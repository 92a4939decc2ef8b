/**
 * The vectors of packages/gm and of two-party SM2 in a browser, from the package's own sources (types stripped on the way): with the WebAssembly
 * core under the content security policy of the product, and without it under one that forbids WebAssembly.
 */
import assert from 'node:assert/strict';
import { readdirSync, readFileSync } from 'node:fs';
import { createServer } from 'node:http';
import { stripTypeScriptTypes } from 'node:module';
import type { AddressInfo } from 'node:net';
import { join, normalize, resolve } from 'node:path';
import { after, before, describe, test } from 'node:test';
import { type Browser, BrowserMissing, launchBrowser } from '@qianyin/testkit/browser';

const root = resolve(import.meta.dirname, '../..');
const launched = await launchBrowser().catch((error: unknown) => {
  if (error instanceof BrowserMissing) return error.message;
  throw error;
});
if (typeof launched === 'string') test('vectors in a browser', { skip: launched });
else describe('vectors in a browser', () => judge(launched));

const IMPORT_MAP = JSON.stringify({
  imports: {
    '@noble/curves/': '/node_modules/@noble/curves/',
    '@noble/hashes/': '/node_modules/@noble/hashes/',
  },
});

function judge(browser: Browser): void {
  const server = createServer((request, response) => {
    const { pathname, searchParams } = new URL(request.url ?? '/', 'http://localhost');
    if (pathname === '/') {
      const wasm = searchParams.has('wasm') ? "'wasm-unsafe-eval'" : '';
      response.setHeader('content-security-policy', `default-src 'self'; script-src 'self' 'nonce-map' ${wasm}`);
      response.setHeader('content-type', 'text/html');
      response.end(`<!doctype html><title>-</title><script type="importmap" nonce="map">${IMPORT_MAP}</script>`);
      return;
    }
    const path = normalize(join(root, pathname));
    if (!path.startsWith(root)) return void response.writeHead(404).end();
    try {
      const text = readFileSync(path, 'utf8');
      response.setHeader('content-type', path.endsWith('.json') ? 'application/json' : 'text/javascript');
      response.end(path.endsWith('.ts') ? stripTypeScriptTypes(text) : text);
    } catch {
      response.writeHead(404).end();
    }
  });
  before(() => new Promise<void>((done) => server.listen(0, '127.0.0.1', done)));
  after(async () => {
    await browser.close();
    await new Promise((done) => server.close(done));
  });

  const paths = {
    vectors: readdirSync(join(root, 'packages/gm/vectors')).map((file) => `/packages/gm/vectors/${file}`),
    twoParty: ['accept', 'reject'].map((name) => `/specs/two-party-sm2/vectors/${name}.json`),
  };
  for (const [what, query] of [
    ['with WebAssembly', '?wasm'],
    ['without WebAssembly', ''],
  ] as const) {
    test(what, async () => {
      const page = await browser.newPage();
      await page.goto(`http://127.0.0.1:${(server.address() as AddressInfo).port}/${query}`);
      const outcome = await page.evaluate(async ({ vectors, twoParty }) => {
        // Names that are not written out, so that nobody resolves them before the page does.
        const load = (path: string) => import(path) as Promise<Record<string, unknown>>;
        type Run = (cases: unknown[]) => string[];
        const folder = '/packages/gm/src/testing';
        const { runVectors } = (await load(`${folder}/run-vectors.ts`)) as { runVectors: Run };
        const { runTwoPartyVectors } = (await load(`${folder}/run-two-party-vectors.ts`)) as {
          runTwoPartyVectors: Run;
        };
        const { core } = await load('/packages/gm/src/core/core.ts');
        const wrong: string[] = [];
        let counted = 0;
        const judgeFile = async (path: string, run: Run) => {
          const content = (await (await fetch(path)).json()) as unknown[] | { cases: unknown[] };
          const cases = Array.isArray(content) ? content : content.cases;
          counted += cases.length;
          wrong.push(...run(cases));
        };
        for (const path of vectors) await judgeFile(path, runVectors);
        for (const path of twoParty) await judgeFile(path, runTwoPartyVectors);
        return { core: core !== undefined, counted, wrong };
      }, paths);
      assert.deepEqual(outcome.wrong, []);
      assert.ok(outcome.counted > 1000, `${outcome.counted} cases`);
      assert.equal(outcome.core, query === '?wasm');
      await page.close();
    });
  }
}
