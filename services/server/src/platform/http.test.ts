import assert from 'node:assert/strict';
import { type OutgoingHttpHeaders, request } from 'node:http';
import type { AddressInfo } from 'node:net';
import { after, before, test } from 'node:test';
import { contract, type Problem } from '@qianyin/contract';
import { implement } from '@orpc/server';
import type { FastifyInstance } from 'fastify';
import { pino } from 'pino';
import { Refusal } from './errors.ts';
import { buildHttp, type ContractRouter, mountApi } from './http.ts';

const complaints: string[] = [];
const log = pino({ level: 'error' }, { write: (line) => void complaints.push(line) });
const publicUrl = 'http://service.test';
const sendCode = implement(contract).accounts.sendLoginCode.handler(({ input }) => {
  throw new Refusal(input.phone === '13800000001' ? 'accounts/code-limit' : 'seals/not-found');
});
let app: FastifyInstance;
before(async () => {
  app = await buildHttp({ publicUrl, log });
  mountApi(app, { accounts: { sendLoginCode: sendCode } } as unknown as ContractRouter, { publicUrl, log });
  app.post('/plain', { bodyLimit: 10 }, () => 'taken');
  app.get('/broken', () => {
    throw new Error('the password is secret');
  });
  await app.listen({ host: '127.0.0.1', port: 0 });
});
after(() => app.close());

/** Sends only the head and a first piece: the answer must not wait for the rest. */
function begin(headers: OutgoingHttpHeaders): Promise<Problem> {
  const { port } = app.server.address() as AddressInfo;
  const path = '/api/accounts/send-login-code';
  return new Promise((resolve, reject) => {
    const call = request({ host: '127.0.0.1', port, path, method: 'POST', headers }, async (response) => {
      const text = (await response.toArray()).join('');
      call.destroy();
      resolve(JSON.parse(text) as Problem);
    });
    call.on('error', reject);
    call.write(' ');
  });
}

const json = { 'content-type': 'application/json' };

test('a body that does not say how long it is', async () => {
  assert.equal((await begin(json)).code, 'request/too-large');
  assert.equal((await begin({ 'content-type': 'multipart/form-data; boundary=x' })).code, 'request/too-large');
});

test('a body that says it is too long, sooner where no file is taken', async () => {
  assert.equal((await begin({ ...json, 'content-length': 300_000 })).code, 'request/too-large');
  const form = { 'content-type': 'multipart/form-data; boundary=x', 'content-length': 30_000_000 };
  assert.equal((await begin(form)).code, 'request/too-large');
});

test('a short body is read, and one that is no JSON is refused as the caller’s fault', async () => {
  assert.equal((await begin({ ...json, 'content-length': 1 })).code, 'request/invalid');
});

test('a refusal that the contract does not declare is answered and complained of', async () => {
  const { port } = app.server.address() as AddressInfo;
  const send = async (phone: string) => {
    const body = JSON.stringify({ phone });
    const headers = { ...json, 'content-length': String(body.length) };
    const path = `http://127.0.0.1:${port}/api/accounts/send-login-code`;
    return ((await (await fetch(path, { method: 'POST', headers, body })).json()) as Problem).code;
  };
  assert.equal(await send('13800000001'), 'accounts/code-limit');
  assert.deepEqual(complaints, []);
  assert.equal(await send('13800000002'), 'seals/not-found');
  assert.match(complaints.join(''), /accounts\.sendLoginCode.*seals\/not-found.*declares no such refusal/);
});

test('a page of another site is refused; our own, by either of its addresses, and a program are not', async () => {
  const form = { 'content-type': 'application/x-www-form-urlencoded', 'content-length': 1, host: 'localhost:8700' };
  for (const origin of ['https://evil.test', 'http://localhost:8701', 'null'])
    assert.equal((await begin({ ...form, origin })).code, 'auth/csrf', origin);
  for (const origin of [publicUrl, 'http://localhost:8700'])
    assert.equal((await begin({ ...form, origin })).code, 'request/invalid', origin);
  assert.equal((await begin(form)).code, 'request/invalid');
});

test('a plain route’s refusals and faults are problems too, and tell nothing of themselves', async () => {
  const answer = async (method: 'GET' | 'POST', url: string, headers = {}, payload = '') => {
    const { statusCode, headers: sent, body } = await app.inject({ method, url, headers, payload });
    assert.match(String(sent['content-type']), /^application\/problem\+json/);
    assert.equal((JSON.parse(body) as Problem).status, statusCode);
    return [(JSON.parse(body) as Problem).code, body.includes('secret')];
  };
  assert.deepEqual(await answer('POST', '/plain', { 'content-type': 'text/html' }, 'x'), ['request/invalid', false]);
  assert.deepEqual(await answer('POST', '/plain', json, '{"long": "enough"}'), ['request/too-large', false]);
  assert.deepEqual(await answer('POST', '/plain', json, '{'), ['request/invalid', false]);
  assert.deepEqual(await answer('GET', '/broken'), ['server/internal', false]);
  assert.match(complaints.join(''), /the password is secret/);
});
