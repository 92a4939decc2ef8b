/** Sealing against a stand-in that speaks the service's public interface over HTTP; the exchange is stopped on the way. */
import assert from 'node:assert/strict';
import { randomBytes, randomUUID } from 'node:crypto';
import { test } from 'node:test';
import { os, refuse, startTestService } from '@qianyin/client/test-service';
import { type ScanProgress, scanRequestDigest } from '@qianyin/contract';
import type { DocumentView, SealingEvent } from '../../shared/views.ts';
import { pdfBytes, startExchange, type TestBrowser, UNITS } from '../test-exchange.ts';
import { sealedName } from './sealing-runner.ts';

const random = (length: number) => randomBytes(length).toString('base64url');
const sealedBytes = Buffer.concat([pdfBytes(), Buffer.from('seal')]);

/** Sessions whose progress the test moves; `away` makes the downloads fail as a restarting service does. */
async function startService() {
  const state = { away: false, taken: 0, progress: [] as ScanProgress[], wake: () => undefined as void };
  const documentId = randomUUID();
  const expiresAt = '2026-11-23T02:01:30.000Z';
  const service = await startTestService({
    scanSessions: {
      openScanSession: os.scanSessions.openScanSession.handler(async ({ input }) => {
        if (input.kind !== 'seal') throw refuse('platforms/kind-not-allowed');
        const document = new Uint8Array(await input.document.arrayBuffer());
        if (input.placement.page > 3) throw refuse('documents/page-missing', { pages: 3 });
        state.progress = [{ state: 'opened', number: null, expiresAt }];
        return {
          id: random(16),
          secret: random(32),
          resultToken: random(32),
          typedCode: '12345678',
          link: 'https://ca.example/s/x',
          digest: await scanRequestDigest({ ...input, document }),
          expiresAt,
        };
      }),
      watchScanSession: os.scanSessions.watchScanSession.handler(async function* ({ signal }) {
        let next = Math.max(0, state.progress.length - 1);
        signal?.addEventListener('abort', () => state.wake());
        for (;;) {
          if (signal?.aborted) return;
          const progress = state.progress[next];
          if (progress) {
            yield progress;
            next += 1;
            if (progress.state === 'confirmed' || progress.state === 'refused') return;
          } else await new Promise<void>((resolve) => (state.wake = resolve));
        }
      }),
      takeScanResult: os.scanSessions.takeScanResult.handler(() => {
        state.taken += 1;
        return { kind: 'seal' as const, documentId, fileName: 'a.pdf' };
      }),
      downloadSealedDocument: os.scanSessions.downloadSealedDocument.handler(({ input }) => {
        if (state.away) throw refuse('server/unavailable');
        assert.equal(input.documentId, documentId);
        return new File([sealedBytes], 'a.pdf', { type: 'application/pdf' });
      }),
    },
  });
  const move = (next: ScanProgress['state'], number: string | null = null) => {
    state.progress.push({ state: next, number, expiresAt });
    state.wake();
  };
  return { ...service, state, move };
}

const placement = { page: 2, xMm: 120.5, yMm: 30 };

async function begin(browser: TestBrowser): Promise<string> {
  await browser.logIn(UNITS[0]);
  const { body } = await browser.post<{ id: string }>('/api/documents?name=a.pdf', pdfBytes());
  const sealing = await browser.post<{ id: string }>('/api/sealings', { documentId: body.id, placement });
  assert.equal(sealing.status, 200);
  return sealing.body.id;
}

/** Reads the events of a sealing to their end. */
async function follow(browser: TestBrowser, id: string): Promise<SealingEvent[]> {
  const { bytes } = await browser.get(`/api/sealings/${id}/events`);
  const lines = bytes
    .toString('utf8')
    .split('\n\n')
    .filter((block) => block.startsWith('data: '));
  return lines.map((block) => JSON.parse(block.slice(6)) as SealingEvent);
}

test('a document is sealed, listed, and can be sealed again', async () => {
  const service = await startService();
  await using exchange = await startExchange({ serviceUrl: service.url });
  const browser = exchange.browser();
  const id = await begin(browser);
  const following = follow(browser, id);
  service.move('scanned', '4711');
  service.move('confirmed');
  const events = await following;
  assert.equal(events[0]?.typedCode, '12345678');
  const last = events.at(-1);
  assert.equal(last?.state, 'sealed');
  const { body } = await browser.get<{ documents: DocumentView[] }>('/api/documents');
  assert.deepEqual(
    body.documents.map(({ name, seals }) => [name, seals]),
    [['a（已签章）.pdf', 1]],
  );
  const file = await browser.get(`/api/documents/${last?.sealedDocumentId ?? ''}/file`);
  assert.deepEqual(file.bytes, sealedBytes);

  const again = await browser.post<{ id: string }>('/api/sealings', { documentId: last?.sealedDocumentId, placement });
  service.move('confirmed');
  await follow(browser, again.body.id);
  const twice = await browser.get<{ documents: DocumentView[] }>('/api/documents');
  assert.deepEqual(twice.body.documents.map(({ name, seals }) => [name, seals]).toSorted(), [
    ['a（已签章）.pdf', 1],
    ['a（已签章）.pdf', 2],
  ]);
  await service.close();
});

test('a process that ends between taking the result and fetching the file goes on after its restart', async () => {
  const service = await startService();
  await using exchange = await startExchange({ serviceUrl: service.url });
  const browser = exchange.browser();
  const id = await begin(browser);
  service.state.away = true;
  service.move('confirmed');
  while (service.state.taken === 0) await new Promise((resolve) => setImmediate(resolve));
  await exchange.restart();
  service.state.away = false;
  const events = await follow(browser, id);
  assert.equal(events.at(-1)?.state, 'sealed');
  assert.equal(service.state.taken, 1);
  await service.close();
});

test('a process that ends while the phone decides hears the decision after its restart', async () => {
  const service = await startService();
  await using exchange = await startExchange({ serviceUrl: service.url });
  const browser = exchange.browser();
  const id = await begin(browser);
  await exchange.restart();
  service.move('refused');
  assert.equal((await follow(browser, id)).at(-1)?.state, 'refused');
  await service.close();
});

test("the service's refusal of a document reaches the page with its figures", async () => {
  const service = await startService();
  await using exchange = await startExchange({ serviceUrl: service.url });
  const browser = exchange.browser();
  await browser.logIn(UNITS[0]);
  const { body } = await browser.post<{ id: string }>('/api/documents?name=a.pdf', pdfBytes());
  const wanted = { documentId: body.id, placement: { ...placement, page: 9 } };
  const answer = await browser.post('/api/sealings', wanted);
  assert.deepEqual([answer.status, answer.body.code, answer.body.data], [422, 'documents/page-missing', { pages: 3 }]);
  const malformed = { documentId: body.id, placement: { page: 0, xMm: -1, yMm: 1 } };
  assert.equal((await browser.post('/api/sealings', malformed)).body.code, 'exchange/request-invalid');
  await service.close();
});

test('the name says that it is sealed, once', () => {
  assert.deepEqual(['a.pdf', 'A.PDF', 'a（已签章）.pdf', 'a'].map(sealedName), [
    'a（已签章）.pdf',
    'A（已签章）.pdf',
    'a（已签章）.pdf',
    'a（已签章）.pdf',
  ]);
});
