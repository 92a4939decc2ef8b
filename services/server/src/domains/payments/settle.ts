/**
 * Where every way of hearing about money ends. The payment's row and the order's fact change in one transaction, each
 * by a conditional UPDATE: the same money told of twice counts once, and a second payment of an order is a surplus.
 */
import type { Clock } from '../../platform/clock.ts';
import { type Db, inTransaction } from '../../platform/database.ts';
import { Refusal } from '../../platform/errors.ts';
import type { FieldCipher } from '../../platform/field-cipher.ts';
import { textAccount } from '../accounts/index.ts';
import { recordAudit } from '../audit/index.ts';
import { markPaid } from '../orders/index.ts';
import { type Payment, yuanOf } from './model.ts';
import { countPayment, takePayment } from './transitions-store.ts';

interface Deps {
  db: Db;
  clock: Clock;
  cipher: FieldCipher;
}

/** How we heard of it; stands in the audit row. */
export type Source = 'notice' | 'query';

const SYSTEM = { kind: 'system', id: 'alipay' } as const;

/** Throws `payments/amount-mismatch`, with an audit row and no change, when another amount was paid than asked for. */
export async function settle(
  deps: Deps,
  payment: Payment,
  paid: { tradeNo: string; amountCents: number | undefined; source: Source },
): Promise<void> {
  if (paid.amountCents !== payment.amountCents) {
    await noteMismatch(deps, payment, paid);
    throw new Refusal('payments/amount-mismatch', { data: { expectedCents: payment.amountCents } });
  }
  await inTransaction(deps.db, async (tx) => {
    const at = deps.clock.now();
    // The payment's row first: two tellers of the same money wait for each other here.
    if (!(await takePayment(tx, { id: payment.id, at, tradeNo: paid.tradeNo }))) return;
    const counts = await markPaid(tx, { orderId: payment.orderId, at, paymentId: payment.id });
    if (counts) await countPayment(tx, payment.id);
    await recordAudit(tx, {
      at,
      actor: SYSTEM,
      action: counts ? 'settle-payment' : 'keep-surplus-payment',
      subject: { kind: 'payment', id: payment.id },
      details: { order: payment.orderId, amountCents: payment.amountCents, tradeNo: paid.tradeNo, source: paid.source },
    });
    const text = counts ? paidText(payment) : surplusText(payment);
    await textAccount(tx, deps, { accountId: payment.accountId, text, at });
  });
}

async function noteMismatch(
  { db, clock }: Deps,
  payment: Payment,
  paid: { amountCents: number | undefined; source: Source },
): Promise<void> {
  await inTransaction(db, (tx) =>
    recordAudit(tx, {
      at: clock.now(),
      actor: SYSTEM,
      action: 'refuse-payment-amount',
      subject: { kind: 'payment', id: payment.id },
      details: { expectedCents: payment.amountCents, paidCents: paid.amountCents ?? null, source: paid.source },
    }),
  );
}

function paidText({ amountCents }: Payment): string {
  return `【签印】已收到您的付款 ${yuanOf(amountCents)} 元。请打开标证通，设置 PIN 并下载证书。`;
}

function surplusText({ amountCents }: Payment): string {
  return `【签印】您的订单此前已支付，又收到一笔 ${yuanOf(amountCents)} 元，工作人员将为您退回。`;
}
