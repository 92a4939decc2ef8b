import assert from 'node:assert/strict';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { after, before, describe, test } from 'node:test';
import { createClient } from './create-client.ts';
import { NetworkError, ProblemError } from './errors.ts';
import { os, refuse, startTestService, type TestService } from './test-service.ts';

const report = {
  fileName: 'a.pdf',
  digest: '00',
  verdict: 'unsigned' as const,
  modifiedAfterLastSignature: false,
  signatures: [],
};

describe('client against a service over HTTP', () => {
  let service: TestService;
  before(async () => {
    service = await startTestService({
      accounts: {
        sendLoginCode: os.accounts.sendLoginCode.handler(() => {
          throw refuse('accounts/code-too-soon', { seconds: 42 });
        }),
      },
      catalogue: {
        listProducts: os.catalogue.listProducts.handler(() => {
          throw new Error('a fault');
        }),
      },
      scanSessions: {
        readScanDocument: os.scanSessions.readScanDocument.handler(
          () => new File(['%PDF-1.7'], '投标文件.pdf', { type: 'application/pdf' }),
        ),
        watchLoginInteraction: os.scanSessions.watchLoginInteraction.handler(async function* () {
          yield { state: 'opened' as const, link: 'https://ca.example/s/1', continueAt: null };
          throw refuse('scan/expired');
        }),
      },
      verification: {
        verifyDocument: os.verification.verifyDocument.handler(async ({ input }) => ({
          ...report,
          fileName: input.file.name,
          digest: await input.file.text(),
        })),
      },
    });
  });
  after(() => service.close());
  const client = () => createClient({ baseUrl: service.url });

  test('a refusal carries its code and figures', async () => {
    await assert.rejects(client().accounts.sendLoginCode({ phone: '13800138000' }), (error) => {
      assert.ok(error instanceof ProblemError);
      assert.equal(error.code, 'accounts/code-too-soon');
      assert.deepEqual(error.problem.data, { seconds: 42 });
      assert.equal(error.problem.status, 429);
      return true;
    });
  });

  test('a fault of the service is server/internal', async () => {
    await assert.rejects(client().catalogue.listProducts(), { name: 'ProblemError', code: 'server/internal' });
  });

  test("somebody else's page is server/internal", async () => {
    await assert.rejects(client().seals.listSeals(), { name: 'ProblemError', code: 'server/internal' });
  });

  test('a file goes up and comes down with its name', async () => {
    const file = new File(['bytes'], '合同.pdf', { type: 'application/pdf' });
    const verified = await client().verification.verifyDocument({ file });
    assert.deepEqual([verified.fileName, verified.digest], ['合同.pdf', 'bytes']);
    const down = await client().scanSessions.readScanDocument({
      id: 'AAAAAAAAAAAAAAAAAAAAAA',
      documentId: '5b7f6f9e-2f0b-4a55-8d6b-111111111111',
    });
    assert.equal(down.name, '投标文件.pdf');
    assert.equal(await down.text(), '%PDF-1.7');
  });

  test('an error inside a stream is a ProblemError', async () => {
    const seen: string[] = [];
    const reading = async () => {
      for await (const event of await client().scanSessions.watchLoginInteraction({ uid: 'u' })) seen.push(event.state);
    };
    await assert.rejects(reading(), { name: 'ProblemError', code: 'scan/expired' });
    assert.deepEqual(seen, ['opened']);
  });

  test('no answer is a NetworkError; an abort stays an abort', async () => {
    const closed = createServer();
    await new Promise<void>((resolve) => closed.listen(0, '127.0.0.1', resolve));
    const { port } = closed.address() as AddressInfo;
    await new Promise((resolve) => closed.close(resolve));
    await assert.rejects(createClient({ baseUrl: `http://127.0.0.1:${port}` }).catalogue.listProducts(), NetworkError);
    const signal = AbortSignal.abort();
    await assert.rejects(client().catalogue.listProducts(undefined, { signal }), { name: 'AbortError' });
  });

  test('headers are asked for each call and fetch may be replaced', async () => {
    let asked = 0;
    const sent: (string | null)[] = [];
    const own = createClient({
      baseUrl: `${service.url}/`,
      headers: () => ({ 'x-csrf-token': `n${(asked += 1)}` }),
      fetch: (request, init) => {
        sent.push(request.headers.get('x-csrf-token'));
        return fetch(request, init);
      },
    });
    for (let i = 0; i < 2; i += 1) await assert.rejects(own.catalogue.listProducts(), ProblemError);
    assert.deepEqual(sent, ['n1', 'n2']);
  });
});
