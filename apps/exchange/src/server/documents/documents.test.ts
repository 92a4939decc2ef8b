/** Stories of documents on a real database: what may come in, and that another unit's documents are not found. */
import assert from 'node:assert/strict';
import { randomUUID } from 'node:crypto';
import { test } from 'node:test';
import { MAX_PDF_BYTES } from '../../shared/views.ts';
import { pdfBytes, startExchange, UNITS } from '../test-exchange.ts';

const [supplier, buyer] = UNITS;
const upload = (name: string) => `/api/documents?name=${encodeURIComponent(name)}`;

test('a document comes in with its name and goes out as it came', async () => {
  await using exchange = await startExchange();
  const browser = exchange.browser();
  await browser.logIn(supplier);
  const { body } = await browser.post<{ id: string }>(upload('C:\\投标\\投标函.pdf'), pdfBytes());
  const file = await browser.get(`/api/documents/${body.id}/file`);
  assert.deepEqual(file.bytes, pdfBytes());
  assert.equal(file.headers['content-disposition'], `attachment; filename*=UTF-8''${encodeURIComponent('投标函.pdf')}`);
  // Not sealed yet: not among the sealed ones.
  assert.deepEqual((await browser.get('/api/documents')).body, { documents: [] });
});

test('what may not come in', async () => {
  await using exchange = await startExchange();
  const browser = exchange.browser();
  assert.equal((await browser.post(upload('a.pdf'), pdfBytes())).body.code, 'exchange/login-required');
  await browser.logIn(supplier);
  const refused = async (name: string, content: Buffer, headers = {}) =>
    (await browser.post(upload(name), content, { headers })).body.code;
  assert.equal(await refused('a.pdf', Buffer.from('PK\u0003\u0004 no pdf')), 'exchange/not-a-pdf');
  assert.equal(await refused('a.pdf', Buffer.from('%PDF-1.7 cut off')), 'exchange/not-a-pdf');
  assert.equal(await refused('a.pdf', Buffer.alloc(0)), 'exchange/not-a-pdf');
  assert.equal(await refused('a.pdf', pdfBytes(), { 'content-type': 'text/html' }), 'exchange/not-a-pdf');
  assert.equal(await refused('a.pdf', pdfBytes(MAX_PDF_BYTES + 1)), 'exchange/file-too-large');
  assert.equal(await refused('', pdfBytes()), 'exchange/file-name-invalid');
  assert.equal(await refused('a\u202efdp.exe', pdfBytes()), 'exchange/file-name-invalid');
  assert.equal(await refused('x'.repeat(121), pdfBytes()), 'exchange/file-name-invalid');
  assert.equal(await refused('a.pdf', pdfBytes(), { 'x-csrf-token': '' }), 'exchange/csrf');
  assert.equal((await browser.post(upload('full.pdf'), pdfBytes(MAX_PDF_BYTES))).status, 200);
});

test('a unit may keep so much and no more', async () => {
  await using exchange = await startExchange({ unitMegabytes: 1 });
  const browser = exchange.browser();
  await browser.logIn(supplier);
  assert.equal((await browser.post(upload('a.pdf'), pdfBytes(1024 * 1024 - 200))).status, 200);
  assert.equal((await browser.post(upload('a.pdf'), pdfBytes(200))).status, 200);
  assert.equal((await browser.post(upload('a.pdf'), pdfBytes(200))).body.code, 'exchange/storage-full');
  // What one unit keeps is no other's concern.
  const other = exchange.browser();
  await other.logIn(buyer);
  assert.equal((await other.post(upload('a.pdf'), pdfBytes(200))).status, 200);
});

test("another unit's documents and sealings are not found", async () => {
  await using exchange = await startExchange();
  const [mine, theirs] = [exchange.browser(), exchange.browser()];
  await mine.logIn(supplier);
  await theirs.logIn(buyer);
  const { body } = await mine.post<{ id: string }>(upload('a.pdf'), pdfBytes());
  const placement = { page: 1, xMm: 10, yMm: 10 };
  for (const id of [body.id, randomUUID(), 'no-uuid']) {
    assert.equal((await theirs.get(`/api/documents/${id}`)).body.code, 'exchange/not-found');
    assert.equal((await theirs.get(`/api/documents/${id}/file`)).body.code, 'exchange/not-found');
    assert.equal((await theirs.get(`/api/sealings/${id}/events`)).body.code, 'exchange/not-found');
  }
  const sealing = await theirs.post('/api/sealings', { documentId: body.id, placement });
  assert.equal(sealing.body.code, 'exchange/not-found');
  assert.equal((await theirs.get('/api/unknown')).body.code, 'exchange/not-found');
});
