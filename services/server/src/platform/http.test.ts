import assert from 'node:assert/strict';
import { type OutgoingHttpHeaders, request } from 'node:http';
import type { AddressInfo } from 'node:net';
import { after, before, test } from 'node:test';
import { contract, type Problem } from '@qianyin/contract';
import { implement } from '@orpc/server';
import type { FastifyInstance } from 'fastify';
import { pino } from 'pino';
import { buildHttp, type ContractRouter, mountApi } from './http.ts';

const log = pino({ level: 'silent' });
const publicUrl = 'http://service.test';
const sendCode = implement(contract).accounts.sendLoginCode.handler(() => ({ expiresAt: '', nextAt: '' }));
let app: FastifyInstance;
before(async () => {
  app = await buildHttp({ publicUrl, log });
  mountApi(app, { accounts: { sendLoginCode: sendCode } } as unknown as ContractRouter, { publicUrl, log });
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
