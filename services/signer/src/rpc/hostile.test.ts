/**
 * A client that has the socket, and in part the token, and means harm: junk to every method, wrong tokens, oversize
 * bodies, other holders' ids. Certificates with a spent token are in ca/issuing.test.ts.
 */
import assert from 'node:assert/strict';
import { randomUUID } from 'node:crypto';
import { statSync } from 'node:fs';
import { request } from 'node:http';
import { dirname } from 'node:path';
import { after, before, test } from 'node:test';
import { MAX_BODY, methods, SIGNER_ERROR_CODES, SignerClient } from '../interface/index.ts';
import type { MethodName } from '../interface/index.ts';
import { begin, cosign, createPhone, HOLDER, random, utf8 } from '../testing/phone.ts';
import { temporarySigner } from '../testing/temporary-signer.ts';
import type { TestSigner } from '../testing/temporary-signer.ts';

let running: TestSigner;
before(async () => {
  running = await temporarySigner();
});
after(() => running[Symbol.asyncDispose]());

interface Raw {
  path: string;
  method?: string;
  token?: string | null;
  body?: string;
}

function raw({ path, method = 'POST', token = running.config.token, body = '' }: Raw) {
  const headers = token === null ? {} : { authorization: `Bearer ${token}` };
  return new Promise<{ status: number; body: unknown }>((resolve, reject) => {
    const call = request({ socketPath: running.config.socketPath, path, method, headers }, (response) => {
      let text = '';
      response.on('data', (chunk: Buffer) => {
        text += chunk.toString();
      });
      response.on('end', () => resolve({ status: response.statusCode ?? 0, body: JSON.parse(text) }));
    });
    call.on('error', reject);
    call.end(body);
  });
}

const names = Object.keys(methods) as MethodName[];
const withoutInput = ['show-authorities', 'show-audit-head'];

test('socket and folder are the signer’s alone', () => {
  assert.equal(statSync(running.config.socketPath).mode & 0o777, 0o600);
  assert.equal(statSync(dirname(running.config.socketPath)).mode & 0o777, 0o700);
});

test('without the right token no method answers, whatever the body', async () => {
  const { token } = running.config;
  const tokens = [null, '', 'wrong', token.slice(0, -1), `${token}x`, token.toUpperCase()];
  for (const name of names) {
    for (const wrong of tokens) {
      const answer = await raw({ path: `/rpc/${name}`, token: wrong, body: '{}' });
      assert.deepEqual(answer, { status: 401, body: { code: 'signer/unauthorised', data: {} } });
    }
  }
  const stranger = new SignerClient({ ...running.config, token: 'wrong' });
  await assert.rejects(stranger.showAuthorities(), { code: 'signer/unauthorised' });
  stranger.close();
});

test('health needs no token and says nothing', async () => {
  assert.deepEqual(await raw({ path: '/health', method: 'GET', token: null }), { status: 200, body: { ok: {} } });
});

test('junk to every method is malformed, and never a failure inside', async () => {
  const junk = [
    '',
    '{',
    'null',
    '[]',
    '1',
    '"text"',
    '{"keyId":null}',
    '{"__proto__":{"keyId":"a"}}',
    JSON.stringify({ keyId: 'a', surprise: 1 }),
    JSON.stringify({ keyId: '../../etc', requestId: {}, ceremonyId: [], s1: 'x', tbs: 1, issuanceId: 'é' }),
    JSON.stringify({ keyId: 'a'.repeat(5000), messages: [null], q1: [[]], context: HOLDER, counter: 1e99 }),
    `${'['.repeat(5000)}${']'.repeat(5000)}`,
  ];
  for (const name of names.filter((each) => !withoutInput.includes(each))) {
    for (const body of junk) {
      const answer = await raw({ path: `/rpc/${name}`, body });
      assert.equal(answer.status, 400, `${name} ${body.slice(0, 40)}`);
      assert.equal((answer.body as { code: string }).code, 'signer/request-malformed');
    }
  }
  for (const name of withoutInput) {
    assert.equal((await raw({ path: `/rpc/${name}`, body: '{"more":1}' })).status, 400);
  }
});

test('unknown paths and verbs name no method', async () => {
  for (const path of [
    '/',
    '/rpc/',
    '/rpc/toString',
    '/rpc/__proto__',
    '/rpc/begin-key/',
    '/rpc/BEGIN-KEY',
    '/begin-key',
  ]) {
    assert.equal((await raw({ path, body: '{}' })).status, 404, path);
  }
  assert.equal((await raw({ path: '/rpc/show-authorities', method: 'PUT', body: '{}' })).status, 404);
});

test('a body above the cap is refused and not kept', async () => {
  const body = JSON.stringify({ tbs: 'A'.repeat(MAX_BODY) });
  const answer = await raw({ path: '/rpc/sign-crl', body });
  assert.deepEqual(answer, { status: 413, body: { code: 'signer/request-too-large', data: {} } });
  await running.client.showAuthorities();
});

test('points off the curve and at infinity are refused at the door of every method that takes one', async () => {
  const { client } = running;
  const phone = await createPhone(client);
  const bad = [
    new Uint8Array(65),
    Uint8Array.of(4, ...new Uint8Array(64).fill(1)),
    Uint8Array.of(2, ...new Uint8Array(64).fill(9)),
  ];
  for (const point of bad) {
    const keyId = randomUUID();
    const ceremony = { keyId: phone.keyId, ceremonyId: randomUUID(), counter: 0, messages: [utf8('x')], q1: [point] };
    const proof = random(64);
    await assert.rejects(client.beginKey({ keyId, context: HOLDER, p1: point, proof }), { code: 'signer/proof-wrong' });
    await assert.rejects(client.beginCosignature(ceremony), {
      code: 'signer/request-malformed',
      data: { field: 'q1.0' },
    });
    const malformed = { code: 'signer/request-malformed' };
    await assert.rejects(client.createEncryptionKey({ keyId, context: HOLDER, recipient: point }), malformed);
    const opening = { keyId: phone.keyId, requestId: randomUUID(), blinded: point, t1: phone.publicKey, proof };
    await assert.rejects(client.openBlinded(opening), malformed);
    await assert.rejects(client.openBlinded({ ...opening, blinded: phone.publicKey, t1: point }), malformed);
  }
  assert.equal((await client.showKey({ keyId: phone.keyId })).triesLeft, 5);
});

test('ids of other keys open nothing', async () => {
  const { client } = running;
  const mine = await createPhone(client);
  const theirs = await createPhone(client);
  const pending = await begin(client, theirs, [utf8('theirs')]);
  const unknown = { code: 'signer/key-unknown' };
  await assert.rejects(client.showKey({ keyId: randomUUID() }), unknown);
  await assert.rejects(client.endKey({ keyId: randomUUID() }), unknown);
  await assert.rejects(cosign(client, { ...mine, keyId: randomUUID() }, [utf8('x')]), unknown);
  const crossed = { keyId: mine.keyId, ceremonyId: pending.ceremonyId, s1: pending.answer(mine.d1) };
  await assert.rejects(client.finishCosignature(crossed), { code: 'signer/ceremony-unknown' });
  await client.finishCosignature({ ...crossed, keyId: theirs.keyId, s1: pending.answer(theirs.d1) });
});

test('a client whose signer is silent or gone gets an error with its code', async () => {
  const gone = new SignerClient({ ...running.config, socketPath: `${running.config.socketPath}.gone` });
  await assert.rejects(gone.showAuthorities(), { code: 'signer/unreachable' });
  const hasty = new SignerClient({ ...running.config, timeoutMs: 1 });
  const { code } = await hasty.showAuthorities().then(
    () => ({ code: 'answered' }),
    (error: { code: string }) => error,
  );
  assert.ok(code === 'answered' || code === 'signer/timeout');
  for (const client of [gone, hasty]) client.close();
});

test('every code a method may answer is in the closed list', () => {
  for (const name of names) for (const code of methods[name].codes) assert.ok(SIGNER_ERROR_CODES.includes(code));
});
