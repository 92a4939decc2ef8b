import assert from 'node:assert/strict';
import { randomUUID } from 'node:crypto';
import { after, before, test } from 'node:test';
import { phoneStartKey, phoneStartSignature, sm2Verify } from '@qianyin/gm';
import { MAX_MESSAGES } from '../interface/index.ts';
import { CEREMONY_LIFE_MS } from '../limits.ts';
import { movableClock } from '../testing/clock.ts';
import { begin, cosign, createPhone, HOLDER, random, utf8, wrongShare } from '../testing/phone.ts';
import { temporarySigner } from '../testing/temporary-signer.ts';
import type { TestSigner } from '../testing/temporary-signer.ts';

const clock = movableClock();
let running: TestSigner;
before(async () => {
  running = await temporarySigner({ clock: clock.now });
});
after(() => running[Symbol.asyncDispose]());

test('phone and signer together make signatures an ordinary verifier accepts', async () => {
  const { client } = running;
  const phone = await createPhone(client);
  const messages = ['first', 'second'].map(utf8);
  const signatures = await cosign(client, phone, messages);
  assert.equal(signatures.length, 2);
  for (const [index, signature] of signatures.entries()) {
    assert.ok(sm2Verify({ publicKey: phone.publicKey, message: messages[index] as Uint8Array, signature }));
  }
  assert.equal(phone.counter, 1);
  await cosign(client, phone, [utf8('again')]);
  assert.equal(phone.counter, 2);
});

test('begin-key answers the same request the same way and refuses another under its id', async () => {
  const { client } = running;
  const keyId = randomUUID();
  const { p1, proof } = phoneStartKey({ context: { keyId, ...HOLDER }, random });
  const request = { keyId, context: HOLDER, p1, proof };
  const answers = await Promise.all([1, 2, 3].map(() => client.beginKey(request)));
  assert.deepEqual(answers[1], answers[0]);
  assert.deepEqual(answers[2], answers[0]);
  const other = phoneStartKey({ context: { keyId, ...HOLDER }, random });
  await assert.rejects(client.beginKey({ ...request, p1: other.p1, proof: other.proof }), {
    code: 'signer/key-conflict',
  });
});

test('begin-key refuses a proof made for another holder, and a point without its proof', async () => {
  const { client } = running;
  const keyId = randomUUID();
  const { p1, proof } = phoneStartKey({ context: { keyId, ...HOLDER }, random });
  const elsewhere = { account: 'account-2', device: HOLDER.device };
  await assert.rejects(client.beginKey({ keyId, context: elsewhere, p1, proof }), { code: 'signer/proof-wrong' });
  const other = phoneStartKey({ context: { keyId, ...HOLDER }, random });
  await assert.rejects(client.beginKey({ keyId, context: HOLDER, p1: other.p1, proof }), {
    code: 'signer/proof-wrong',
  });
});

test('a repeated begin gives the stored nonces; other inputs under its id are a conflict', async () => {
  const { client } = running;
  const phone = await createPhone(client);
  const { request, r2 } = await begin(client, phone, [utf8('a message')]);
  assert.deepEqual((await client.beginCosignature(request)).r2, r2);
  const conflict = { code: 'signer/ceremony-conflict' };
  await assert.rejects(client.beginCosignature({ ...request, messages: [utf8('another')] }), conflict);
  await assert.rejects(client.beginCosignature({ ...request, q1: [phoneStartSignature({ random }).q1] }), conflict);
});

test('a lost answer is asked for again, with the share or with nothing', async () => {
  const { client } = running;
  const phone = await createPhone(client);
  const { keyId, ceremonyId, answer } = await begin(client, phone, [utf8('once')]);
  await assert.rejects(client.finishCosignature({ keyId, ceremonyId, s1: [] }), { code: 'signer/ceremony-pending' });
  const s1 = answer(phone.d1);
  const first = await client.finishCosignature({ keyId, ceremonyId, s1 });
  assert.deepEqual(await client.finishCosignature({ keyId, ceremonyId, s1 }), first);
  assert.deepEqual(await client.finishCosignature({ keyId, ceremonyId, s1: [] }), first);
  assert.deepEqual(await client.finishCosignature({ keyId, ceremonyId, s1: answer(wrongShare()) }), first);
  assert.equal((await client.showKey({ keyId })).counter, 1);
});

test('a ceremony with more messages than allowed is refused: many open nonces of one key invite the ROS attack', async () => {
  const { client } = running;
  const phone = await createPhone(client);
  const messages = Array.from({ length: MAX_MESSAGES + 1 }, () => utf8('x'));
  await assert.rejects(begin(client, phone, messages), { code: 'signer/request-malformed' });
});

test('a new ceremony supersedes the pending one, which then examines nothing', async () => {
  const { client } = running;
  const phone = await createPhone(client);
  const old = await begin(client, phone, [utf8('old')]);
  const fresh = await begin(client, phone, [utf8('new')]);
  const superseded = { code: 'signer/ceremony-superseded' };
  const { keyId, ceremonyId } = old;
  await assert.rejects(client.finishCosignature({ keyId, ceremonyId, s1: old.answer(wrongShare()) }), superseded);
  await assert.rejects(client.beginCosignature(old.request), superseded);
  assert.equal((await client.showKey({ keyId })).triesLeft, 5);
  await client.finishCosignature({ keyId, ceremonyId: fresh.ceremonyId, s1: fresh.answer(phone.d1) });
});

test('a ceremony ends after its time, uncounted', async () => {
  const { client } = running;
  const phone = await createPhone(client);
  const late = await begin(client, phone, [utf8('late')]);
  clock.advance(CEREMONY_LIFE_MS + 1);
  const { keyId, ceremonyId } = late;
  await assert.rejects(client.finishCosignature({ keyId, ceremonyId, s1: late.answer(phone.d1) }), {
    code: 'signer/ceremony-expired',
  });
  assert.equal((await client.showKey({ keyId })).triesLeft, 5);
  await cosign(client, phone, [utf8('in time')]);
});

test('nothing that could test a PIN offline stays in clear in the database', async () => {
  const { client, signer } = running;
  const keyId = randomUUID();
  const { d1, p1, proof } = phoneStartKey({ context: { keyId, ...HOLDER }, random });
  const reply = await client.beginKey({ keyId, context: HOLDER, p1, proof });
  const phone = { keyId, publicKey: reply.publicKey, d1, counter: 0 };
  const { ceremonyId, answer, request } = await begin(client, phone, [utf8('x')]);
  const s1 = answer(d1);
  await client.finishCosignature({ keyId, ceremonyId, s1 });
  const rows = await Promise.all([
    signer.db.selectFrom('keys').selectAll().where('key_id', '=', keyId).execute(),
    signer.db.selectFrom('ceremonies').selectAll().where('key_id', '=', keyId).execute(),
    signer.db.selectFrom('audit').selectAll().execute(),
  ]);
  const hex = (bytes: Uint8Array) => Buffer.from(bytes).toString('hex');
  const text = JSON.stringify(rows, (_key, value: unknown) =>
    typeof value === 'object' && value !== null && 'type' in value && value.type === 'Buffer' && 'data' in value
      ? hex(new Uint8Array(value.data as number[]))
      : value,
  );
  assert.ok(text.includes(hex(reply.publicKey)), 'the search can find what is there');
  for (const secret of [p1, proof, reply.proof, s1[0], request.q1[0], d1.copy()]) {
    assert.ok(!text.includes(hex(secret as Uint8Array)));
  }
});
