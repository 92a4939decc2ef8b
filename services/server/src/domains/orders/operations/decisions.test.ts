import assert from 'node:assert/strict';
import { test } from 'node:test';
import { expectRefusal } from '../../../testing/expect-refusal.ts';
import { approvedOrder, claimForm, draftOrder, newDesk, orderParts, submittedOrder } from '../../../testing/orders.ts';
import { newOperator, provedAccount } from '../../../testing/people.ts';
import { statusOf } from '../model.ts';
import { orderTables } from '../order-table.ts';
import { viewOrder } from '../view.ts';
import { acceptOrder } from './accept-order.ts';
import { approveOrder } from './approve-order.ts';
import { editOrder } from './edit-order.ts';
import { refuseOrder } from './refuse-order.ts';
import { submitOrder } from './submit-order.ts';

const REFUSAL = { reason: 'stamp-missing', note: '', materialIds: [] } as const;

function codesOf(outcomes: PromiseSettledResult<unknown>[]): string[] {
  return outcomes
    .map((outcome) => (outcome.status === 'rejected' ? (outcome.reason as Error).message : 'done'))
    .toSorted();
}

test('submit wants every required material and fixes price and digest', async () => {
  await using parts = await orderParts();
  const accountId = await provedAccount(parts);
  const draft = await draftOrder(parts, accountId);
  const refusal = await expectRefusal('orders/incomplete', submitOrder(parts, { accountId, orderId: draft.id }));
  assert.deepEqual(refusal.fields, {
    'materials.business-licence': 'required',
    'materials.agent-id-card': 'required',
  });
  const order = await submittedOrder(parts, await provedAccount(parts));
  assert.deepEqual([statusOf(order), order.priceCents, order.materialsDigest?.length], ['submitted', 20_000, 32]);
  const wish = { accountId: order.accountId, orderId: order.id };
  await expectRefusal('orders/not-editable', submitOrder(parts, wish));
  await expectRefusal('orders/not-editable', editOrder(parts, { ...wish, form: claimForm() }));
});

test('of several acceptances, approvals and refusals at once exactly one wins', async () => {
  await using parts = await orderParts();
  const { id: orderId } = await submittedOrder(parts, await provedAccount(parts));
  const acceptors = await Promise.all([1, 2, 3, 4].map(() => newOperator(parts, ['acceptor'])));
  const acceptances = await Promise.allSettled([
    ...acceptors.map((operator) => acceptOrder(parts, { orderId, operator })),
    ...acceptors.map((operator) => refuseOrder(parts, { orderId, operator, ...REFUSAL })),
  ]);
  assert.equal(codesOf(acceptances).filter((code) => code === 'done').length, 1);
  const after = await orderTables(parts.db).selectFrom('orders.order').selectAll().executeTakeFirstOrThrow();
  assert.notEqual(after.accepted_at === null, after.refused_at === null);
});

test('of several approvals at once exactly one wins, and the others learn why', async () => {
  await using parts = await orderParts();
  const { id: orderId } = await submittedOrder(parts, await provedAccount(parts));
  const { acceptor } = await newDesk(parts);
  await acceptOrder(parts, { orderId, operator: acceptor });
  const auditors = await Promise.all([1, 2, 3].map(() => newOperator(parts, ['auditor'])));
  const outcomes = await Promise.allSettled([
    ...auditors.map((operator) => approveOrder(parts, { orderId, operator })),
    ...auditors.map((operator) => refuseOrder(parts, { orderId, operator, ...REFUSAL })),
  ]);
  assert.deepEqual(codesOf(outcomes), ['done', ...Array<string>(5).fill('orders/already-decided')]);
  const order = await orderTables(parts.db).selectFrom('orders.order').selectAll().executeTakeFirstOrThrow();
  assert.notEqual(order.approved_at === null, order.refused_at === null);
});

test('four eyes: whoever accepted neither approves nor refuses at audit', async () => {
  await using parts = await orderParts();
  const both = await newOperator(parts, ['acceptor', 'auditor']);
  const { id: orderId } = await submittedOrder(parts, await provedAccount(parts));
  await expectRefusal('orders/not-accepted', approveOrder(parts, { orderId, operator: both }));
  await acceptOrder(parts, { orderId, operator: both });
  await expectRefusal('orders/same-operator', approveOrder(parts, { orderId, operator: both }));
  await expectRefusal('orders/same-operator', refuseOrder(parts, { orderId, operator: both, ...REFUSAL }));
  await expectRefusal('orders/already-decided', acceptOrder(parts, { orderId, operator: both }));
  const order = await approveOrder(parts, { orderId, operator: await newOperator(parts, ['auditor']) });
  assert.equal(statusOf(order), 'approved');
});

test('decisions want their role and a submitted order', async () => {
  await using parts = await orderParts();
  const { acceptor, auditor } = await newDesk(parts);
  const accountId = await provedAccount(parts);
  const draft = await draftOrder(parts, accountId);
  await expectRefusal('orders/not-submitted', acceptOrder(parts, { orderId: draft.id, operator: acceptor }));
  await expectRefusal('orders/not-found', approveOrder(parts, { orderId: draft.id, operator: auditor }));
  await expectRefusal('orders/not-found', acceptOrder(parts, { orderId: accountId, operator: acceptor }));
  const { id: orderId } = await submittedOrder(parts, await provedAccount(parts));
  await expectRefusal('auth/role-missing', acceptOrder(parts, { orderId, operator: auditor }));
  await expectRefusal('auth/role-missing', refuseOrder(parts, { orderId, operator: auditor, ...REFUSAL }));
});

test('two applicants of one enterprise: the second approval is refused, also at the same moment', async () => {
  await using parts = await orderParts();
  const desk = await newDesk(parts);
  const orders = [
    await submittedOrder(parts, await provedAccount(parts)),
    await submittedOrder(parts, await provedAccount(parts)),
  ];
  for (const order of orders) await acceptOrder(parts, { orderId: order.id, operator: desk.acceptor });
  const outcomes = await Promise.allSettled(
    orders.map((order) => approveOrder(parts, { orderId: order.id, operator: desk.auditor })),
  );
  assert.deepEqual(codesOf(outcomes), ['done', 'enterprises/already-claimed']);
});

test('what was changed in the database after submission is not decided on', async () => {
  await using parts = await orderParts();
  const { acceptor } = await newDesk(parts);
  const { id: orderId } = await submittedOrder(parts, await provedAccount(parts));
  await orderTables(parts.db).updateTable('orders.order').set({ unit_name: '另一家公司' }).execute();
  await assert.rejects(acceptOrder(parts, { orderId, operator: acceptor }), /was changed after it was submitted/);
});

test('the history names the operators', async () => {
  await using parts = await orderParts();
  const { history, status } = await viewOrder(parts, await approvedOrder(parts));
  assert.equal(status, 'approved');
  assert.deepEqual(
    history.map(({ event, by }) => [event, by]),
    [
      ['created', null],
      ['submitted', null],
      ['accepted', '李受理'],
      ['approved', '周审核'],
    ],
  );
});
