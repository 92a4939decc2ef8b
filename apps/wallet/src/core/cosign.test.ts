import assert from 'node:assert/strict';
import { beforeEach, test } from 'node:test';
import type { Phone } from './phone.ts';
import { createSigningKey } from './create-signing-key.ts';
import { requestCertificate } from './request-certificate.ts';
import type { KeyRecord } from './storage.ts';
import { FORM, ORDER, PIN, sentTo, TestService } from './testing/service.ts';

let service: TestService;
let phone: Phone;
let key: KeyRecord;
beforeEach(async () => {
  service = new TestService();
  phone = await service.phone();
  key = await createSigningKey(phone, { orderId: ORDER.id, pin: PIN });
});

const sign = (pin = PIN) => requestCertificate(phone, { key, form: FORM, pin });
const counter = async () => (await phone.storage.get('keys', key.keyId))?.counter;
const finishes = () => service.requests.filter(({ url }) => url.endsWith('finish-certificate-request'));

test('each ceremony moves the counter on both sides', async () => {
  assert.equal((await sign()).outcome, 'signed');
  assert.equal((await sign()).outcome, 'signed');
  assert.equal(await counter(), 2);
  assert.equal(service.signer.keys.get(key.keyId)?.counter, 2);
});

test('a wrong PIN says how many tries are left and spends nothing else', async () => {
  assert.deepEqual(await sign('161803'), { outcome: 'refused', code: 'keys/pin-wrong', triesLeft: 4 });
  assert.equal(await counter(), 0);
  assert.deepEqual(await phone.storage.list('ceremonies'), []);
  assert.equal((await sign()).outcome, 'signed');
});

test('a lost answer is asked for again, without the share, and is no clone', async () => {
  service.lost.add('finish-certificate-request');
  await assert.rejects(sign(), { code: 'network/unreachable' });
  const [pending] = await phone.storage.list('ceremonies');
  assert.deepEqual(Object.keys(pending ?? {}).toSorted(), ['ceremonyId', 'digests', 'keyId', 'purpose']);
  // Whatever PIN is typed now: the ceremony was over before the answer got lost.
  assert.equal((await sign('161803')).outcome, 'signed');
  assert.equal(await counter(), 1);
  assert.equal(finishes().length, 2);
  assert.deepEqual((await sentTo(service, 'finish-certificate-request', 1)).s1, []);
  assert.equal((await sign()).outcome, 'signed');
});

test('a lost refusal is not counted twice', async () => {
  service.lost.add('finish-certificate-request');
  await assert.rejects(sign('161803'), { code: 'network/unreachable' });
  assert.equal((await sign()).outcome, 'signed');
  assert.equal(service.signer.keys.get(key.keyId)?.failures, 0);
  assert.equal(await counter(), 1);
});

test('a finishing call that never arrived is given up', async () => {
  const honest = service.answers['finish-certificate-request']!;
  service.answers['finish-certificate-request'] = () => {
    throw new TypeError('fetch failed');
  };
  await assert.rejects(sign(), { code: 'network/unreachable' });
  service.answers['finish-certificate-request'] = honest;
  assert.equal((await sign()).outcome, 'signed');
  assert.equal(await counter(), 1);
});

test('a copy of the phone is found out by the counter', async () => {
  const copied = await phone.storage.get('keys', key.keyId);
  await sign();
  await phone.storage.commit([{ store: 'keys', key: key.keyId, value: copied! }]);
  assert.deepEqual(await sign(), { outcome: 'refused', code: 'keys/clone-detected', triesLeft: undefined });
});

test('signatures that do not verify are refused, and counted all the same', async () => {
  const honest = service.answers['finish-certificate-request']!;
  service.answers['finish-certificate-request'] = (input) => {
    const answer = honest(input) as { signatures: string[] };
    const [first = ''] = answer.signatures;
    return { ...answer, signatures: [`${first.startsWith('B') ? 'C' : 'B'}${first.slice(1)}`] };
  };
  await assert.rejects(sign(), { code: 'wallet/signature-invalid' });
  assert.equal(await counter(), 1);
});

test('nonces of another number or off the curve are refused', async () => {
  for (const r2 of [[], ['AA'], [`B${'A'.repeat(86)}`]]) {
    service.answers['begin-certificate-request'] = (input) => ({
      r2,
      requestInfo: Buffer.from(service.requestInfo(input.keyId)).toString('base64url'),
    });
    await assert.rejects(sign(), { code: 'wallet/answer-invalid' });
  }
});

test('the key of another account on this phone is not there', async () => {
  phone.session = { ...phone.session!, account: { ...phone.session!.account, id: ORDER.id } };
  await assert.rejects(sign(), { code: 'wallet/key-missing' });
});
