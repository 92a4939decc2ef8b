import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { payInCashier } from '../../../testing/alipay.ts';
import { expectRefusal } from '../../../testing/expect-refusal.ts';
import { approvedOrder, submittedOrder } from '../../../testing/orders.ts';
import { paymentParts, withoutProvider } from '../../../testing/payments.ts';
import { provedAccount } from '../../../testing/people.ts';
import { type Sandbox, startSandbox } from '../../../testing/sandbox.ts';
import { orderForPayment } from '../../orders/index.ts';
import { PAYMENT_LIFE_SECONDS, statusOf } from '../model.ts';
import { refreshPayment } from '../refresh.ts';
import { paymentById } from '../store.ts';
import { createPayment } from './create-payment.ts';
import { requeryPayments } from './requery-payments.ts';
import { showPayment } from './show-payment.ts';

let sandbox: Sandbox;
before(async () => {
  sandbox = await startSandbox();
});
after(() => sandbox[Symbol.asyncDispose]());

test('only the applicant of an approved order gets a payment', async () => {
  await using parts = await paymentParts(sandbox);
  const order = await submittedOrder(parts, await provedAccount(parts));
  const wish = { accountId: order.accountId, orderId: order.id };
  await expectRefusal('payments/not-due', createPayment(parts, wish));
  const thief = await provedAccount(parts);
  await expectRefusal('orders/not-found', createPayment(parts, { ...wish, accountId: thief }));
  await expectRefusal('orders/not-found', showPayment(parts, { ...wish, accountId: thief }));
  assert.equal(await showPayment(parts, wish), undefined);
});

test('calls at the same moment share one payment; it is answered while it lives', async () => {
  await using parts = await paymentParts(sandbox);
  const order = await approvedOrder(parts);
  const wish = { accountId: order.accountId, orderId: order.id };
  const payments = await Promise.all(Array.from({ length: 5 }, () => createPayment(parts, wish)));
  assert.equal(new Set(payments.map(({ id }) => id)).size, 1);
  assert.equal(new Set(payments.map(({ qrCode }) => qrCode)).size, 1);
  assert.equal(payments[0]?.amountCents, 20_000);
  parts.clock.advance(PAYMENT_LIFE_SECONDS - 1);
  assert.equal((await createPayment(parts, wish)).id, payments[0]?.id);
});

test('after 15 minutes the old one is closed at the provider and a new one follows', async () => {
  await using parts = await paymentParts(sandbox);
  const order = await approvedOrder(parts);
  const wish = { accountId: order.accountId, orderId: order.id };
  const old = await createPayment(parts, wish);
  await fetch(old.qrCode ?? '');
  parts.clock.advance(PAYMENT_LIFE_SECONDS);
  const next = await createPayment(parts, wish);
  assert.notEqual(next.id, old.id);
  await payInCashier(old.qrCode ?? '');
  assert.deepEqual(await parts.cashier.query(old.outTradeNo), { kind: 'closed' });
  assert.equal(statusOf(await paymentById(parts.db, old.id), parts.clock.now()), 'expired');
});

test('the last-second payment of an expired code is found before a second one is asked for', async () => {
  await using parts = await paymentParts(sandbox);
  const order = await approvedOrder(parts);
  const wish = { accountId: order.accountId, orderId: order.id };
  const { qrCode } = await createPayment(parts, wish);
  await payInCashier(qrCode ?? '');
  parts.clock.advance(PAYMENT_LIFE_SECONDS + 60);
  await expectRefusal('payments/already-paid', createPayment(parts, wish));
  assert.deepEqual((await orderForPayment(parts.db, wish)).paidAt, parts.clock.now());
});

test('a provider out of reach loses nothing: the intent stays and the next call goes on with it', async () => {
  await using parts = await paymentParts(sandbox);
  const order = await approvedOrder(parts);
  const wish = { accountId: order.accountId, orderId: order.id };
  await expectRefusal('payments/provider-unavailable', createPayment(withoutProvider(parts, sandbox), wish));
  const waiting = await showPayment(parts, wish);
  assert.equal(waiting?.qrCode, null);
  const payment = await createPayment(parts, wish);
  assert.equal(payment.id, waiting?.id);
  assert.match(payment.qrCode ?? '', /^http/);
});

test('a lost notice is made up for by a look at the payment, when it is late', async () => {
  await using parts = await paymentParts(sandbox);
  const order = await approvedOrder(parts);
  const wish = { accountId: order.accountId, orderId: order.id };
  const { qrCode } = await createPayment(parts, wish);
  await payInCashier(qrCode ?? '');
  assert.equal((await showPayment(parts, wish))?.paidAt, null);
  parts.clock.advance(10);
  assert.equal((await showPayment(withoutProvider(parts, sandbox), wish))?.paidAt, null);
  parts.clock.advance(10);
  const looks = await Promise.all([1, 2, 3, 4].map(() => showPayment(parts, wish)));
  assert.ok(looks.some((payment) => payment?.paidAt !== null));
  assert.deepEqual((await showPayment(parts, wish))?.paidAt, parts.clock.now());
});

test('the job finds lost payments and closes dead ones, also beside one that cannot be asked', async () => {
  await using parts = await paymentParts(sandbox);
  const paid = await approvedOrder(parts);
  const wish = { accountId: paid.accountId, orderId: paid.id };
  const payment = await createPayment(parts, wish);
  await requeryPayments(parts);
  assert.equal((await orderForPayment(parts.db, wish)).paidAt, null);
  await payInCashier(payment.qrCode ?? '');
  parts.clock.advance(60);
  await requeryPayments(withoutProvider(parts, sandbox));
  parts.clock.advance(60);
  await Promise.all([requeryPayments(parts), requeryPayments(parts)]);
  assert.deepEqual((await orderForPayment(parts.db, wish)).paidAt, parts.clock.now());
});

test('money for an order that is already paid is kept as a surplus and never counts', async () => {
  await using parts = await paymentParts(sandbox);
  const order = await approvedOrder(parts);
  const wish = { accountId: order.accountId, orderId: order.id };
  const first = await createPayment(parts, wish);
  parts.clock.advance(PAYMENT_LIFE_SECONDS);
  // Nobody had opened the first code when it expired here; the buyer opens it all the same.
  const second = await createPayment(parts, wish);
  await payInCashier(first.qrCode ?? '');
  await payInCashier(second.qrCode ?? '');
  await Promise.all([refreshPayment(parts, first), refreshPayment(parts, second)]);
  await refreshPayment(parts, first);
  const both = [await paymentById(parts.db, first.id), await paymentById(parts.db, second.id)];
  assert.deepEqual(both.map(({ surplus }) => surplus).toSorted(), [false, true]);
  assert.ok(both.every(({ paidAt }) => paidAt !== null));
  assert.equal((await showPayment(parts, wish))?.surplus, false);
});
