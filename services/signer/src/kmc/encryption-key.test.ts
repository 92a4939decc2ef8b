import assert from 'node:assert/strict';
import { randomUUID } from 'node:crypto';
import { readdirSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { after, before, test } from 'node:test';
import {
  phoneFinishDecryption,
  phoneStartDecryption,
  Secret,
  sm2Decrypt,
  sm2Encrypt,
  sm2GenerateKeyPair,
  sm2PublicKey,
} from '@qianyin/gm';
import { createEncryptionKey, createPhone, HOLDER, random, utf8, wrongShare } from '../testing/phone.ts';
import { temporarySigner } from '../testing/temporary-signer.ts';
import type { TestSigner } from '../testing/temporary-signer.ts';

let running: TestSigner;
before(async () => {
  running = await temporarySigner();
});
after(() => running[Symbol.asyncDispose]());

function opening(key: { keyId: string; publicKey: Uint8Array }, d1: Secret, plaintext: Uint8Array) {
  const requestId = randomUUID();
  const ciphertext = sm2Encrypt({ publicKey: key.publicKey, plaintext, random });
  const { rho, ...sent } = phoneStartDecryption({ d1, ciphertext, context: { keyId: key.keyId, requestId }, random });
  return { rho, ciphertext, request: { keyId: key.keyId, requestId, ...sent } };
}

test('phone and signer together open what was encrypted to the key', async () => {
  const { client } = running;
  const key = await createEncryptionKey(client, await createPhone(client));
  const { rho, ciphertext, request } = opening(key, key.d1, utf8('a bid'));
  const { t2 } = await client.openBlinded(request);
  assert.deepEqual((await client.openBlinded(request)).t2, t2);
  assert.deepEqual(phoneFinishDecryption({ rho, t2, ciphertext }), utf8('a bid'));
});

test('a request id answers one blinded point only, and a proof belongs to one request', async () => {
  const { client } = running;
  const key = await createEncryptionKey(client, await createPhone(client));
  const { request } = opening(key, key.d1, utf8('a'));
  await client.openBlinded(request);
  const other = opening(key, key.d1, utf8('b')).request;
  await assert.rejects(client.openBlinded({ ...other, requestId: request.requestId }), {
    code: 'signer/ceremony-conflict',
  });
  await assert.rejects(client.openBlinded({ ...other, requestId: randomUUID() }), { code: 'signer/pin-wrong' });
});

test('a wrong share is a wrong PIN of the signing key too, and repeating it costs nothing', async () => {
  const { client } = running;
  const phone = await createPhone(client);
  const key = await createEncryptionKey(client, phone);
  const { request } = opening(key, wrongShare(), utf8('a'));
  for (let n = 0; n < 3; n++) {
    await assert.rejects(client.openBlinded(request), { code: 'signer/pin-wrong', data: { triesLeft: 4 } });
  }
  assert.equal((await client.showKey({ keyId: phone.keyId })).triesLeft, 4);
});

test('a signing key never opens, an encryption key never signs', async () => {
  const { client } = running;
  const phone = await createPhone(client);
  const key = await createEncryptionKey(client, phone);
  const { request } = opening({ keyId: phone.keyId, publicKey: phone.publicKey }, phone.d1, utf8('a'));
  await assert.rejects(client.openBlinded(request), { code: 'signer/key-purpose' });
  const q1 = [sm2GenerateKeyPair(random).publicKey];
  const signing = { keyId: key.keyId, ceremonyId: randomUUID(), counter: 0, messages: [utf8('x')], q1 };
  await assert.rejects(client.beginCosignature(signing), { code: 'signer/key-purpose' });
});

test('the archive gives the key back to two agents together', async () => {
  const { client, config, signer } = running;
  const key = await createEncryptionKey(client, await createPhone(client));
  const folder = join(config.dataDir, 'escrow');
  const files = readdirSync(folder).map((name) => join(folder, name));
  assert.equal(files.length, 2);
  for (const file of files) assert.equal(statSync(file).mode & 0o777, 0o600);
  const shares = files.map((file) =>
    Buffer.from((JSON.parse(readFileSync(file, 'utf8')) as { share: string }).share, 'hex'),
  );
  const [first, second] = shares as [Buffer, Buffer];
  const escrow = Secret.take(new Uint8Array(first.map((byte, index) => byte ^ (second[index] ?? 0))));
  const { ciphertext } = await signer.db
    .selectFrom('archived_keys')
    .select('ciphertext')
    .where('key_id', '=', key.keyId)
    .executeTakeFirstOrThrow();
  const whole = Secret.take(sm2Decrypt({ privateKey: escrow, ciphertext: new Uint8Array(ciphertext) }));
  assert.deepEqual(sm2PublicKey(whole), key.publicKey);
});

test('the same request gets the same wrapped share; another recipient or holder is refused', async () => {
  const { client } = running;
  const phone = await createPhone(client);
  const ephemeral = sm2GenerateKeyPair(random).publicKey;
  const request = { keyId: randomUUID(), context: HOLDER, recipient: ephemeral, signingKeyId: phone.keyId };
  const answers = await Promise.all([1, 2, 3].map(() => client.createEncryptionKey(request)));
  assert.deepEqual(answers[1], answers[0]);
  assert.deepEqual(answers[2], answers[0]);
  const conflict = { code: 'signer/key-conflict' };
  const stranger = sm2GenerateKeyPair(random).publicKey;
  await assert.rejects(client.createEncryptionKey({ ...request, recipient: stranger }), conflict);
  const elsewhere = { account: 'account-2', device: HOLDER.device };
  await assert.rejects(client.createEncryptionKey({ ...request, context: elsewhere }), conflict);
  const foreign = { ...request, keyId: randomUUID(), context: elsewhere };
  await assert.rejects(client.createEncryptionKey(foreign), { code: 'signer/key-unknown' });
});
