import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { signedNotice } from '../../../testing/alipay.ts';
import { expectRefusal } from '../../../testing/expect-refusal.ts';
import { approvedOrder } from '../../../testing/orders.ts';
import { type PaymentParts, paymentParts } from '../../../testing/payments.ts';
import { type Sandbox, startSandbox } from '../../../testing/sandbox.ts';
import type { AuditTables } from '../../audit/store.ts';
import { orderForPayment } from '../../orders/index.ts';
import { createPayment } from './create-payment.ts';
import { takeNotice } from './take-notice.ts';

let sandbox: Sandbox;
before(async () => {
  sandbox = await startSandbox();
});
after(() => sandbox[Symbol.asyncDispose]());

async function openPayment(parts: PaymentParts) {
  const order = await approvedOrder(parts);
  const wish = { accountId: order.accountId, orderId: order.id };
  const payment = await createPayment(parts, wish);
  return {
    payment,
    paidAt: async () => (await orderForPayment(parts.db, wish)).paidAt,
    notice: (more: Record<string, string> = {}) =>
      signedNotice(sandbox, { out_trade_no: payment.outTradeNo, total_amount: '200.00', ...more }),
  };
}

async function trail(parts: PaymentParts, action: string) {
  const rows = await parts.db
    .withTables<AuditTables>()
    .selectFrom('audit.entry')
    .select('details')
    .where('action', '=', action)
    .execute();
  return rows.map(({ details }) => details);
}

test('a notice pays the order once, however often and at once it comes', async () => {
  await using parts = await paymentParts(sandbox);
  const { notice, paidAt } = await openPayment(parts);
  await Promise.all([1, 2, 3, 4].map(() => takeNotice(parts, notice())));
  const first = await paidAt();
  assert.deepEqual(first, parts.clock.now());
  parts.clock.advance(600);
  await takeNotice(parts, notice());
  assert.deepEqual(await paidAt(), first);
  assert.equal((await trail(parts, 'settle-payment')).length, 1);
  assert.equal((await trail(parts, 'keep-surplus-payment')).length, 0);
});

test('a wrong signature, another app and an unknown trade change nothing and are noted', async () => {
  await using parts = await paymentParts(sandbox);
  const { notice, paidAt } = await openPayment(parts);
  await expectRefusal('payments/notice-invalid', takeNotice(parts, { ...notice(), trade_no: '1' }));
  await expectRefusal('payments/notice-invalid', takeNotice(parts, notice({ app_id: '2088' })));
  await expectRefusal('payments/notice-invalid', takeNotice(parts, notice({ out_trade_no: 'nobody' })));
  await expectRefusal('payments/notice-invalid', takeNotice(parts, {}));
  assert.equal(await paidAt(), null);
  assert.deepEqual(
    (await trail(parts, 'refuse-payment-notice')).map(({ why }) => why),
    ['signature', 'signature', 'unknown-trade', 'signature'],
  );
});

test('another amount, however near, changes nothing and is noted', async () => {
  await using parts = await paymentParts(sandbox);
  const { notice, paidAt } = await openPayment(parts);
  for (const total_amount of ['0.01', '199.99', '200.001', '2e2', ''])
    await expectRefusal('payments/amount-mismatch', takeNotice(parts, notice({ total_amount })));
  assert.equal(await paidAt(), null);
  const rows = await trail(parts, 'refuse-payment-amount');
  assert.deepEqual(
    rows.map(({ expectedCents, paidCents }) => [expectedCents, paidCents]),
    [
      [20_000, 1],
      [20_000, 19_999],
      [20_000, null],
      [20_000, null],
      [20_000, null],
    ],
  );
});

test('a notice that nothing was paid is taken and changes nothing', async () => {
  await using parts = await paymentParts(sandbox);
  const { notice, paidAt } = await openPayment(parts);
  await takeNotice(parts, notice({ trade_status: 'WAIT_BUYER_PAY' }));
  assert.equal(await paidAt(), null);
});
