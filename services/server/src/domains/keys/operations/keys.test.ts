/** Keys against the real signer: whose they are, what a wrong PIN costs, what a lost answer does not. */
import assert from 'node:assert/strict';
import { randomUUID } from 'node:crypto';
import { after, before, test } from 'node:test';
import { phoneStartKey, sm2Verify } from '@qianyin/gm';
import { inTransaction } from '../../../platform/database.ts';
import { expectRefusal } from '../../../testing/expect-refusal.ts';
import { DOT, type IssuingParts, issuingParts } from '../../../testing/issuing-parts.ts';
import { approvedOrder, paidOrder } from '../../../testing/orders.ts';
import { validUscc as uscc } from '@qianyin/testkit';
import { newAccount } from '../../../testing/people.ts';
import { type TestPhone, cosign, newHolder, otherShare, phoneWithKey, random } from '../../../testing/phone.ts';
import type { AuditTables } from '../../audit/store.ts';
import { markIssued } from '../../orders/index.ts';
import { createKey } from './create-key.ts';
import { finishCosignature } from './finish-cosignature.ts';
import { showKey } from './show-key.ts';

let parts: IssuingParts;
let units = 0;
before(async () => {
  parts = await issuingParts({ drawing: DOT });
});
after(() => parts[Symbol.asyncDispose]());

const MESSAGE = new TextEncoder().encode('招标文件');
/** An order of a unit of its own. */
const nextOrder = () => paidOrder(parts, { form: { unitName: `宿迁第${(units += 1)}公司`, uscc: uscc(units) } });
const nextPhone = async (): Promise<TestPhone> => phoneWithKey(parts, await nextOrder());

test('a co-signature verifies under the public key, and moves the counter', async () => {
  const phone = await nextPhone();
  const signature = await cosign(parts, phone, MESSAGE);
  assert.ok(sm2Verify({ publicKey: phone.publicKey, message: MESSAGE, signature }));
  assert.equal(phone.counter, 1);
  const { state, triesLeft } = await showKey(parts, phone);
  assert.deepEqual([state, triesLeft], ['active', 5]);
});

test('another account does not find the key, another device of the account may not spend its tries', async () => {
  const phone = await nextPhone();
  const stranger = { ...phone, holder: newHolder(await newAccount(parts)) };
  await expectRefusal('keys/not-found', cosign(parts, stranger, MESSAGE));
  await expectRefusal('keys/not-found', showKey(parts, stranger));
  const secondPhone = { ...phone, holder: newHolder(phone.holder.accountId) };
  await expectRefusal('keys/device-mismatch', cosign(parts, secondPhone, MESSAGE, { d1: otherShare() }));
  assert.equal((await showKey(parts, phone)).triesLeft, 5);
});

test('wrong PINs are counted and recorded, the fifth locks, and the right one no longer helps', async () => {
  const phone = await nextPhone();
  for (const left of [4, 3, 2, 1]) {
    const refusal = await expectRefusal('keys/pin-wrong', cosign(parts, phone, MESSAGE, { d1: otherShare() }));
    assert.equal(refusal.data?.['triesLeft'], left);
  }
  await expectRefusal('keys/locked', cosign(parts, phone, MESSAGE, { d1: otherShare() }));
  await expectRefusal('keys/locked', cosign(parts, phone, MESSAGE));
  assert.equal((await showKey(parts, phone)).state, 'locked');
  const trail = await parts.db
    .withTables<AuditTables>()
    .selectFrom('audit.entry')
    .select('details')
    .where('action', '=', 'finish-cosignature')
    .where('subject_id', '=', phone.keyId)
    .orderBy('at')
    .execute();
  assert.deepEqual(
    trail.map(({ details }) => details['result']),
    ['keys/pin-wrong', 'keys/pin-wrong', 'keys/pin-wrong', 'keys/pin-wrong', 'keys/locked'],
  );
});

test('a lost answer is asked for again and costs neither a try nor the counter', async () => {
  const phone = await nextPhone();
  const ceremonyId = randomUUID();
  const signature = await cosign(parts, phone, MESSAGE, { ceremonyId });
  const { holder, keyId } = phone;
  const again = await finishCosignature(parts, { holder, keyId, ceremonyId, s1: [] });
  assert.deepEqual(again, { signatures: [signature], counter: 1 });
});

test('an old counter with a right share is a copied phone: the key is locked', async () => {
  const phone = await nextPhone();
  const copy = { ...phone };
  await cosign(parts, phone, MESSAGE);
  await expectRefusal('keys/clone-detected', cosign(parts, copy, MESSAGE));
  assert.equal((await showKey(parts, phone)).state, 'locked');
});

test('keys are made for this account’s paid order only, one of each kind', async () => {
  const order = await nextOrder();
  const start = (keyId: string, holder: TestPhone['holder'], orderId = order.id) => {
    const context = { keyId, account: holder.accountId, device: holder.jkt };
    const { p1, proof } = phoneStartKey({ context, random });
    return createKey(parts, { holder, orderId, keyId, p1, proof });
  };
  const holder = newHolder(order.accountId);
  await expectRefusal('orders/not-found', start(randomUUID(), newHolder(await newAccount(parts))));
  const unpaid = await approvedOrder(parts, { form: { unitName: '未付公司', uscc: uscc((units += 1)) } });
  await expectRefusal('certificates/not-payable', start(randomUUID(), newHolder(unpaid.accountId), unpaid.id));
  const keyId = randomUUID();
  await start(keyId, holder);
  await expectRefusal('keys/exists', start(keyId, holder));
  await expectRefusal('keys/exists', start(randomUUID(), newHolder(order.accountId)));
  // The phone lost the answer and its half with it: it makes another key, and the former one ends.
  const next = randomUUID();
  await start(next, holder);
  const states = await Promise.all([keyId, next].map((each) => showKey(parts, { holder, keyId: each })));
  assert.deepEqual(
    states.map(({ state }) => state),
    ['ended', 'active'],
  );
  await expectRefusal('keys/not-found', start(keyId, holder));
  await inTransaction(parts.db, (tx) => markIssued(tx, { orderId: order.id, at: parts.clock.now() }));
  await expectRefusal('certificates/already-issued', start(randomUUID(), holder));
});

test('a proof for another device’s context is refused', async () => {
  const order = await nextOrder();
  const holder = newHolder(order.accountId);
  const keyId = randomUUID();
  const { p1, proof } = phoneStartKey({ context: { keyId, account: order.accountId, device: 'other' }, random });
  await expectRefusal('keys/proof-invalid', createKey(parts, { holder, orderId: order.id, keyId, p1, proof }));
});

test('a signer that is away answers as unavailable, and nothing is lost', async () => {
  const phone = await nextPhone();
  await parts.signerProcess.kill();
  await expectRefusal('keys/signer-unavailable', cosign(parts, phone, MESSAGE));
  await parts.signerProcess.restart();
  await cosign(parts, phone, MESSAGE);
  assert.equal((await showKey(parts, phone)).triesLeft, 5);
});
