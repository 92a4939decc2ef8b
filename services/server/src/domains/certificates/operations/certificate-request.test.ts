import assert from 'node:assert/strict';
import { randomUUID } from 'node:crypto';
import { after, before, test } from 'node:test';
import { parseCsr } from '@qianyin/pki';
import { validUscc } from '@qianyin/testkit';
import { expectRefusal } from '../../../testing/expect-refusal.ts';
import { DOT, type IssuingParts, issuingParts } from '../../../testing/issuing-parts.ts';
import { paidOrder } from '../../../testing/orders.ts';
import { newAccount } from '../../../testing/people.ts';
import {
  type TestPhone,
  certifiedPhone,
  cosign,
  newHolder,
  otherShare,
  phoneWithKey,
  requestCertificate,
  startNonces,
} from '../../../testing/phone.ts';
import { requestOf } from '../request-store.ts';
import { beginCertificateRequest } from './begin-certificate-request.ts';
import { finishCertificateRequest } from './finish-certificate-request.ts';

let parts: IssuingParts;
let units = 0;
before(async () => {
  parts = await issuingParts({ drawing: DOT });
});
after(() => parts[Symbol.asyncDispose]());

const wish = () => ({ form: { unitName: `宿迁第${(units += 1)}公司`, uscc: validUscc(units) } });
const nextPhone = async (): Promise<TestPhone> => phoneWithKey(parts, await paidOrder(parts, wish()));

/** A ceremony over the request that waits for its finish. */
async function begun(phone: TestPhone, ceremonyId: string = randomUUID()) {
  const { holder, orderId, keyId, counter } = phone;
  let info = new Uint8Array();
  const { q1, answer } = startNonces(phone, () => [info]);
  const begin = await beginCertificateRequest(parts, { holder, orderId, keyId, ceremonyId, counter, q1 });
  info = new Uint8Array(begin.requestInfo);
  return { holder, orderId, keyId, ceremonyId, s1: (d1 = phone.d1) => answer(begin, d1) };
}

test('the request names the order’s unit, holds the key and verifies', async () => {
  const phone = await nextPhone();
  const request = parseCsr(await requestCertificate(parts, phone));
  assert.equal(request.valid, true);
  assert.deepEqual(request.publicKey, phone.publicKey);
  const { country, organization, commonName } = request.subject;
  assert.deepEqual([country, organization, commonName], ['CN', `宿迁第${units}公司`, `宿迁第${units}公司`]);
  const { accountId } = phone.holder;
  assert.deepEqual((await requestOf(parts.db, { accountId, orderId: phone.orderId }))?.request, request.der);
});

test('finishing again after a lost answer gives the same request', async () => {
  const phone = await nextPhone();
  const { s1, ...ceremony } = await begun(phone);
  const first = await finishCertificateRequest(parts, { ...ceremony, s1: s1() });
  assert.deepEqual(await finishCertificateRequest(parts, { ...ceremony, s1: [] }), first);
});

test('a wrong PIN stores nothing', async () => {
  const phone = await nextPhone();
  const { s1, ...ceremony } = await begun(phone);
  await expectRefusal('keys/pin-wrong', finishCertificateRequest(parts, { ...ceremony, s1: s1(otherShare()) }));
  const { accountId } = phone.holder;
  assert.equal((await requestOf(parts.db, { accountId, orderId: phone.orderId }))?.request, null);
});

test('only the newest ceremony of the order is finished here, and none that was begun for something else', async () => {
  const phone = await nextPhone();
  const { s1, ...older } = await begun(phone);
  await begun(phone);
  await expectRefusal('keys/ceremony-stale', finishCertificateRequest(parts, { ...older, s1: s1() }));
  const ceremonyId = randomUUID();
  await cosign(parts, phone, new TextEncoder().encode('something else'), { ceremonyId });
  await expectRefusal('keys/ceremony-stale', finishCertificateRequest(parts, { ...older, ceremonyId, s1: [] }));
});

test('another account’s order, another order’s key and another device begin nothing', async () => {
  const phone = await nextPhone();
  const other = await nextPhone();
  const { q1 } = startNonces(phone, () => []);
  const start = { ceremonyId: randomUUID(), counter: 0, q1, holder: phone.holder, keyId: phone.keyId };
  const stranger = newHolder(await newAccount(parts));
  const begin = (change: Partial<Parameters<typeof beginCertificateRequest>[1]>) =>
    beginCertificateRequest(parts, { ...start, orderId: phone.orderId, ...change });
  await expectRefusal('orders/not-found', begin({ holder: stranger }));
  await expectRefusal('orders/not-found', begin({ orderId: other.orderId }));
  await expectRefusal('keys/not-found', begin({ keyId: other.keyId }));
  await expectRefusal('keys/device-mismatch', begin({ holder: newHolder(phone.holder.accountId) }));
  await expectRefusal('request/invalid', begin({ q1: [...q1, ...q1] }));
});

test('after the certificates there is nothing to request', async () => {
  const { phone } = await certifiedPhone(parts, wish());
  await expectRefusal('certificates/already-issued', begun(phone));
});
