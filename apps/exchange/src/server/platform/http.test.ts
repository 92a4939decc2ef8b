/** What the framework refuses before any route of ours is asked: always a problem, in words that fit what was sent. */
import assert from 'node:assert/strict';
import { connect } from 'node:net';
import { test } from 'node:test';
import { pino } from 'pino';
import { pdfBytes, startExchange, UNITS } from '../test-exchange.ts';
import { buildHttp } from './http.ts';

test('a body that the route does not take is a wrong request; only where a PDF is taken it is a wrong file', async () => {
  await using exchange = await startExchange();
  const browser = exchange.browser();
  const refused = async (url: string, body: Buffer, type: string) =>
    (await browser.post(url, body, { headers: { 'content-type': type } })).body;
  const large = Buffer.alloc(21 * 1024 * 1024);
  const form = 'multipart/form-data; boundary=x';
  assert.equal((await refused('/api/session', large, 'application/json')).code, 'exchange/request-invalid');
  assert.equal((await refused('/api/session', pdfBytes(), form)).code, 'exchange/request-invalid');
  assert.equal((await refused('/api/session', pdfBytes(), '///')).code, 'exchange/request-invalid');
  await browser.logIn(UNITS[0]);
  const file = await refused('/api/documents?name=a.pdf', large, 'application/pdf');
  assert.deepEqual([file.code, file.data], ['exchange/file-too-large', { maxMegabytes: 20 }]);
  assert.equal((await refused('/api/documents?name=a.pdf', pdfBytes(), form)).code, 'exchange/not-a-pdf');
});

test('text that cannot be kept', async () => {
  await using exchange = await startExchange();
  const browser = exchange.browser();
  for (const login of ['\0', 'a\ud800'])
    assert.equal((await browser.logIn({ login, password: 'x' })).body.code, 'exchange/request-invalid');
  assert.equal((await browser.post('/api/verifications?name=%00', pdfBytes())).body.code, 'exchange/request-invalid');
});

test('an address that cannot be decoded', async () => {
  await using exchange = await startExchange();
  const { status, body } = await exchange.browser().get('/%zz');
  assert.deepEqual([status, body.code], [400, 'exchange/request-invalid']);
});

test('what is no HTTP, and headers without an end', async () => {
  const log = pino({ level: 'silent' });
  const app = await buildHttp({ publicUrl: 'http://exchange.test', webRoot: '/nonexistent', log });
  await app.listen({ host: '127.0.0.1', port: 0 });
  const { port } = app.server.address() as { port: number };
  const say = (text: string) =>
    new Promise<string>((settle, fail) => {
      let answer = '';
      const socket = connect(port, '127.0.0.1', () => socket.write(text));
      socket.on('data', (piece) => (answer += String(piece)));
      socket.on('close', () => settle(answer)).on('error', fail);
    });
  for (const text of ['GARBAGE\r\n\r\n', `GET / HTTP/1.1\r\nhost: x\r\nx-junk: ${'x'.repeat(70_000)}\r\n\r\n`])
    assert.match(await say(text), /^HTTP\/1\.1 400 .*application\/problem\+json.*exchange\/request-invalid/s);
  await app.close();
});
