import assert from 'node:assert/strict';
import { randomUUID } from 'node:crypto';
import { test } from 'node:test';
import { validUscc } from '@qianyin/testkit';
import { inTransaction } from '../../../platform/database.ts';
import { expectRefusal } from '../../../testing/expect-refusal.ts';
import { PRODUCT, claimForm, draftOrder, orderParts } from '../../../testing/orders.ts';
import { newAccount, provedAccount } from '../../../testing/people.ts';
import { registerEnterprise } from '../../enterprises/index.ts';
import { statusOf } from '../model.ts';
import { orderTables } from '../order-table.ts';
import { orderOfAccount, ordersOfAccount } from '../store.ts';
import { viewOrder } from '../view.ts';
import { createOrder } from './create-order.ts';
import { editOrder } from './edit-order.ts';

test('a draft has the number of its day in Shanghai, today’s price and one line of history', async () => {
  await using parts = await orderParts();
  const accountId = await provedAccount(parts);
  const first = await draftOrder(parts, accountId);
  assert.equal(first.number, '20261123-000001');
  // 16:30 UTC is past midnight in Shanghai.
  parts.clock.advance(14.5 * 3600);
  const second = await draftOrder(parts, accountId, { unitName: '另一家公司', uscc: validUscc(2) });
  assert.equal(second.number, '20261124-000001');
  const view = await viewOrder(parts, first);
  assert.deepEqual([view.status, view.priceCents, view.subject], ['draft', 20_000, 'unit']);
  assert.deepEqual(view.form, claimForm());
  assert.deepEqual(
    view.history.map(({ event, by }) => [event, by]),
    [['created', null]],
  );
});

test('the same request answers the same order, also when sent many times at once', async () => {
  await using parts = await orderParts();
  const accountId = await provedAccount(parts);
  const wish = { accountId, productId: PRODUCT, form: claimForm(), requestId: randomUUID() };
  const orders = await Promise.all(Array.from({ length: 6 }, () => createOrder(parts, wish)));
  assert.equal(new Set(orders.map((order) => order.id)).size, 1);
  assert.equal((await ordersOfAccount(parts.db, parts.cipher, accountId)).length, 1);
});

test('one open claim per enterprise and account; another account may try too', async () => {
  await using parts = await orderParts();
  const accountId = await provedAccount(parts);
  const outcomes = await Promise.allSettled([1, 2, 3].map(() => draftOrder(parts, accountId)));
  assert.equal(outcomes.filter((outcome) => outcome.status === 'fulfilled').length, 1);
  const [open] = await ordersOfAccount(parts.db, parts.cipher, accountId);
  const refusal = await expectRefusal('orders/claim-pending', draftOrder(parts, accountId));
  assert.equal(refusal.data?.['orderId'], open?.id);
  await draftOrder(parts, await provedAccount(parts));
  const other = await draftOrder(parts, accountId, { unitName: '另一家公司', uscc: validUscc(2) });
  await expectRefusal('orders/claim-pending', editOrder(parts, { accountId, orderId: other.id, form: claimForm() }));
});

test('nothing opens before identity proofing, for an unknown product, or for a claimed enterprise', async () => {
  await using parts = await orderParts();
  const stranger = await newAccount(parts);
  await expectRefusal('identity-proofing/required', draftOrder(parts, stranger));
  const accountId = await provedAccount(parts);
  const wish = { accountId, productId: 'cfca-unit', form: claimForm(), requestId: randomUUID() };
  await expectRefusal('catalogue/product-unknown', createOrder(parts, wish));
  const { unitName: name, uscc, legalRepresentative } = claimForm();
  await inTransaction(parts.db, (tx) =>
    registerEnterprise(tx, { name, uscc, legalRepresentative, administratorId: stranger, at: parts.clock.now() }),
  );
  await expectRefusal('enterprises/already-claimed', draftOrder(parts, accountId));
  await expectRefusal('enterprises/name-mismatch', draftOrder(parts, accountId, { unitName: '改名公司' }));
  await expectRefusal('enterprises/name-mismatch', draftOrder(parts, accountId, { uscc: validUscc(5) }));
});

test('another account’s order is not found, and its contact data is ciphertext', async () => {
  await using parts = await orderParts();
  const accountId = await provedAccount(parts);
  const order = await draftOrder(parts, accountId);
  const thief = await provedAccount(parts);
  assert.equal(await orderOfAccount(parts.db, parts.cipher, { accountId: thief, orderId: order.id }), undefined);
  await expectRefusal('orders/not-found', editOrder(parts, { accountId: thief, orderId: order.id, form: claimForm() }));
  const row = await orderTables(parts.db).selectFrom('orders.order').selectAll().executeTakeFirstOrThrow();
  assert.equal(JSON.stringify(row).includes('office@example.com'), false);
  assert.equal(row.contact_sealed.includes('84396024'), false);
});

test('a draft can be edited', async () => {
  await using parts = await orderParts();
  const accountId = await provedAccount(parts);
  const { id: orderId } = await draftOrder(parts, accountId);
  const edited = await editOrder(parts, { accountId, orderId, form: claimForm({ legalRepresentative: '钱二' }) });
  assert.equal(edited.form.legalRepresentative, '钱二');
  assert.equal(statusOf(edited), 'draft');
});
