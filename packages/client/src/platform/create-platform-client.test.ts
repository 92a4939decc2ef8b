import assert from 'node:assert/strict';
import { randomBytes, randomUUID } from 'node:crypto';
import { after, before, describe, test } from 'node:test';
import { checkScanCode, scanRequestDigest, type ScanProgress } from '@qianyin/contract';
import { os, refuse, startTestService, type TestService } from '../test-service.ts';
import { createPlatformClient } from './create-platform-client.ts';

const random = (length: number) => randomBytes(length).toString('base64url');
const asked = {
  origin: 'https://exchange.example',
  display: '登录 洋河e采',
  browser: { address: '127.0.0.1', agent: 'test' },
};
const login = {
  ...asked,
  oidc: {
    redirectUri: 'https://exchange.example/callback',
    scope: 'openid',
    nonce: random(16),
    codeChallenge: random(32),
  },
};
const seal = {
  ...asked,
  uscc: '91320000MA1N7QX25B',
  document: new TextEncoder().encode('%PDF-1.7 …'),
  documentName: '投标函.pdf',
  placement: { page: 2, xMm: 120.25, yMm: 30 },
};

describe('platform client against a service over HTTP', () => {
  let service: TestService;
  let lies = false;
  let connections = 0;
  const taken = new Set<string>();
  const end = new Date(Date.now() + 90_000).toISOString();
  const progress = (state: ScanProgress['state'], number: string | null = null) => ({ state, number, expiresAt: end });

  before(async () => {
    service = await startTestService({
      scanSessions: {
        openScanSession: os.scanSessions.openScanSession.handler(async ({ input, context }) => {
          const expected = `Basic ${Buffer.from('yanghe:s%3Acret').toString('base64')}`;
          if (context.authorization !== expected) throw refuse('platforms/client-unknown');
          const request =
            input.kind === 'seal' ? { ...input, document: new Uint8Array(await input.document.arrayBuffer()) } : input;
          return {
            id: random(16),
            secret: random(32),
            resultToken: random(32),
            typedCode: '12345678',
            link: 'https://ca.example/s/x',
            digest: lies ? random(32) : await scanRequestDigest(request),
            expiresAt: end,
          };
        }),
        watchScanSession: os.scanSessions.watchScanSession.handler(async function* ({ input }) {
          if (input.id === 'AAAAAAAAAAAAAAAAAAAAAA') throw refuse('scan/not-found');
          connections += 1;
          if (connections === 1) {
            yield progress('opened');
            yield progress('scanned', '4711');
            await new Promise((resolve) => setImmediate(resolve));
            service.breakConnections();
            return;
          }
          yield progress('scanned', '4711');
          yield progress('confirmed');
        }),
        takeScanResult: os.scanSessions.takeScanResult.handler(({ input }) => {
          if (taken.has(input.id)) throw refuse('scan/result-taken');
          taken.add(input.id);
          return { kind: 'seal' as const, documentId: randomUUID(), fileName: '投标函.pdf' };
        }),
        downloadSealedDocument: os.scanSessions.downloadSealedDocument.handler(
          () => new File([new Uint8Array([1, 2, 3])], '投标函-已签章.pdf', { type: 'application/pdf' }),
        ),
      },
    });
  });
  after(() => service.close());
  const platform = (clientSecret = 's:cret') =>
    createPlatformClient({ serviceUrl: service.url, clientId: 'yanghe', clientSecret });

  test('opens a login and draws links whose code the service accepts', async () => {
    const opened = await platform().openLogin(login);
    const link = new URL(await platform().scanLink(opened, new Date(1_800_000_000_999)));
    assert.equal(link.searchParams.get('t'), '1800000000');
    const input = {
      id: opened.id,
      t: 1_800_000_000,
      kind: 'login',
      digest: opened.digest,
      origin: asked.origin,
    };
    assert.ok(await checkScanCode(opened.secret, input, link.searchParams.get('c') ?? ''));
  });

  test('opens a seal: the document and its place survive the multipart form', async () => {
    const opened = await platform().openSeal(seal);
    assert.equal(opened.kind, 'seal');
  });

  test('refuses an answer that stands for another request', async () => {
    lies = true;
    await assert.rejects(platform().openSeal(seal), /another request/);
    lies = false;
  });

  test('wrong credentials are platforms/client-unknown', async () => {
    await assert.rejects(platform('other').openLogin(login), { code: 'platforms/client-unknown' });
  });

  test('watch outlives a broken connection, repeats nothing, and ends', async () => {
    const seen: string[] = [];
    for await (const { state } of platform().watch(random(16))) seen.push(state);
    assert.deepEqual(seen, ['opened', 'scanned', 'confirmed']);
    assert.equal(connections, 2);
  });

  test('watch of an unknown session is refused; an aborted one ends', async () => {
    await assert.rejects(platform().watch('AAAAAAAAAAAAAAAAAAAAAA').next(), { code: 'scan/not-found' });
    const controller = new AbortController();
    controller.abort();
    const done = await platform().watch(random(16), { signal: controller.signal }).next();
    assert.equal(done.done, true);
  });

  test('a result is taken once; its document is downloaded as often as wanted', async () => {
    const session = { id: random(16), resultToken: random(32) };
    const result = await platform().takeResult(session);
    assert.equal(result.kind, 'seal');
    await assert.rejects(platform().takeResult(session), { code: 'scan/result-taken' });
    for (let i = 0; i < 2; i += 1) {
      const file = await platform().downloadSealed(randomUUID());
      assert.deepEqual([...file.bytes], [1, 2, 3]);
      assert.equal(file.fileName, '投标函-已签章.pdf');
    }
  });
});
