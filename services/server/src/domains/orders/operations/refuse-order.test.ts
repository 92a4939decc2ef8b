import assert from 'node:assert/strict';
import { test } from 'node:test';
import { expectRefusal } from '../../../testing/expect-refusal.ts';
import { approvedOrder, claimForm, newDesk, orderParts, submittedOrder, upload } from '../../../testing/orders.ts';
import { provedAccount } from '../../../testing/people.ts';
import { readSms, type SmsTables } from '../../accounts/sms-store.ts';
import type { OrderEventTables } from '../events-store.ts';
import { materialsOf } from '../materials-store.ts';
import { statusOf } from '../model.ts';
import { viewOrder } from '../view.ts';
import { acceptOrder } from './accept-order.ts';
import { approveOrder } from './approve-order.ts';
import { editOrder } from './edit-order.ts';
import { refuseOrder } from './refuse-order.ts';
import { submitOrder } from './submit-order.ts';

const REASON = { reason: 'other', note: '', materialIds: [] } as const;

test('a refused order is mended, submitted again and approved; the history keeps both rounds', async () => {
  await using parts = await orderParts();
  const { acceptor, auditor } = await newDesk(parts);
  const order = await submittedOrder(parts, await provedAccount(parts));
  const wish = { accountId: order.accountId, orderId: order.id };
  const materials = (await materialsOf(parts.db, parts.cipher, [order.id])).get(order.id) ?? [];
  const licence = materials.find(({ kind }) => kind === 'business-licence');
  await acceptOrder(parts, { orderId: order.id, operator: acceptor });
  const refused = await refuseOrder(parts, {
    orderId: order.id,
    operator: auditor,
    reason: 'stamp-missing',
    note: '请在复印件上加盖公章',
    materialIds: [licence?.id ?? '', licence?.id ?? ''],
  });
  assert.equal(statusOf(refused), 'refused');
  const view = await viewOrder(parts, refused);
  assert.equal(view.materials.find(({ kind }) => kind === 'business-licence')?.refusedReason, 'stamp-missing');
  assert.equal(view.materials.find(({ kind }) => kind === 'agent-id-card')?.refusedReason, null);
  await expectRefusal('orders/already-decided', acceptOrder(parts, { orderId: order.id, operator: acceptor }));

  await editOrder(parts, { ...wish, form: claimForm({ unitPhone: '0527-80000000' }) });
  const refusal = await expectRefusal('orders/incomplete', submitOrder(parts, wish));
  assert.deepEqual(refusal.fields, { 'materials.business-licence': 'refused' });
  await upload(parts, order, 'business-licence', 'stamped');
  const again = await submitOrder(parts, wish);
  assert.equal(statusOf(again), 'submitted');
  assert.notDeepEqual(again.materialsDigest, order.materialsDigest);
  // An operator who still looks at the first round decides nothing about the second.
  for (const decide of [acceptOrder, refuseOrder]) {
    const stale = { orderId: order.id, operator: acceptor, revision: order.revision, ...REASON };
    await expectRefusal('orders/changed', decide(parts, stale));
  }
  // The roles may change hands in the new round.
  await acceptOrder(parts, { orderId: order.id, operator: acceptor, revision: again.revision });
  const approved = await viewOrder(parts, await approveOrder(parts, { orderId: order.id, operator: auditor }));
  assert.deepEqual(
    approved.history.map(({ event, by, reason, note }) => [event, by, reason, note]),
    [
      ['created', null, null, null],
      ['submitted', null, null, null],
      ['accepted', '李受理', null, null],
      ['refused', '周审核', 'stamp-missing', '请在复印件上加盖公章'],
      ['submitted', null, null, null],
      ['accepted', '李受理', null, null],
      ['approved', '周审核', null, null],
    ],
  );
});

test('the applicant is told by SMS of refusal and approval', async () => {
  await using parts = await orderParts();
  const desk = await newDesk(parts);
  const order = await submittedOrder(parts, await provedAccount(parts));
  await refuseOrder(parts, {
    orderId: order.id,
    operator: desk.acceptor,
    reason: 'data-differs',
    note: '',
    materialIds: [],
  });
  await approvedOrder(parts, { desk });
  const rows = await parts.db
    .withTables<SmsTables>()
    .selectFrom('accounts.sms_message')
    .select('id')
    .orderBy('created_at')
    .execute();
  const texts = await Promise.all(rows.map(async ({ id }) => (await readSms(parts.db, parts.cipher, id))?.text ?? ''));
  assert.equal(texts.length, 2);
  assert.ok(texts.some((text) => text.includes('被退回：填写内容与材料不一致') && text.includes(order.number)));
  assert.ok(texts.some((text) => text.includes('支付 200.00 元')));
});

test('a refusal names materials of this order only, and undoes itself otherwise', async () => {
  await using parts = await orderParts();
  const { acceptor } = await newDesk(parts);
  const order = await submittedOrder(parts, await provedAccount(parts));
  const other = await submittedOrder(parts, await provedAccount(parts));
  const foreign = (await materialsOf(parts.db, parts.cipher, [other.id])).get(other.id)?.[0]?.id ?? '';
  const wish = { orderId: order.id, operator: acceptor, reason: 'other', note: '', materialIds: [foreign] } as const;
  await expectRefusal('request/invalid', refuseOrder(parts, wish));
  await refuseOrder(parts, { ...wish, materialIds: [] });
});

test('the note is ciphertext in the database', async () => {
  await using parts = await orderParts();
  const { acceptor } = await newDesk(parts);
  const order = await submittedOrder(parts, await provedAccount(parts));
  await refuseOrder(parts, {
    orderId: order.id,
    operator: acceptor,
    reason: 'other',
    note: '王小明的身份证过期',
    materialIds: [],
  });
  const rows = await parts.db.withTables<OrderEventTables>().selectFrom('orders.event').selectAll().execute();
  const note = rows.find(({ event }) => event === 'refused')?.note_sealed;
  assert.ok(note !== null && note !== undefined && !note.includes('王小明'));
});
