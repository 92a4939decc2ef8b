/** Asks for a payment QR of an approved order; answers the open one while it lives. */
import { randomUUID } from 'node:crypto';
import { addSeconds } from '../../../platform/clock.ts';
import { inTransaction } from '../../../platform/database.ts';
import { Refusal } from '../../../platform/errors.ts';
import { recordAudit } from '../../audit/index.ts';
import { type OrderForPayment, orderForPayment } from '../../orders/index.ts';
import { PAYMENT_LIFE_SECONDS, type Payment, statusOf } from '../model.ts';
import { ProviderUnavailable } from '../port.ts';
import { type RefreshDeps, refreshPayment } from '../refresh.ts';
import { openPayment, paymentById } from '../store.ts';
import { insertPayment, keepQrCode } from '../transitions-store.ts';

export async function createPayment(deps: RefreshDeps, wish: { accountId: string; orderId: string }): Promise<Payment> {
  try {
    return await payable(deps, wish);
  } catch (error) {
    if (error instanceof ProviderUnavailable) throw new Refusal('payments/provider-unavailable', { cause: error });
    throw error;
  }
}

async function payable(deps: RefreshDeps, wish: { accountId: string; orderId: string }): Promise<Payment> {
  const order = await dueOrder(deps, wish);
  const open = await openPayment(deps.db, order.id);
  if (open === undefined) return withQrCode(deps, order, await startPayment(deps, order));
  if (statusOf(open, deps.clock.now()) === 'waiting') return withQrCode(deps, order, open);
  // Somebody may have paid the old one at the last moment: the provider knows.
  await refreshPayment(deps, open);
  await dueOrder(deps, wish);
  const next = await startPayment(deps, order);
  if (statusOf(next, deps.clock.now()) === 'expired') throw new ProviderUnavailable('the old payment does not close');
  return withQrCode(deps, order, next);
}

async function dueOrder({ db }: RefreshDeps, wish: { accountId: string; orderId: string }): Promise<OrderForPayment> {
  const order = await orderForPayment(db, wish);
  if (order.paidAt !== null) throw new Refusal('payments/already-paid');
  if (order.approvedAt === null) throw new Refusal('payments/not-due');
  return order;
}

/** Writes the intent; of two calls at once one writes and both go on with its row. */
async function startPayment({ db, clock }: RefreshDeps, order: OrderForPayment): Promise<Payment> {
  const id = randomUUID();
  await inTransaction(db, async (tx) => {
    const now = clock.now();
    const isNew = await insertPayment(tx, {
      id,
      orderId: order.id,
      accountId: order.accountId,
      outTradeNo: id.replaceAll('-', ''),
      amountCents: order.priceCents,
      createdAt: now,
      expiresAt: addSeconds(now, PAYMENT_LIFE_SECONDS),
    });
    if (!isNew) return;
    await recordAudit(tx, {
      at: now,
      actor: { kind: 'account', id: order.accountId },
      action: 'create-payment',
      subject: { kind: 'payment', id },
      details: { order: order.id, amountCents: order.priceCents },
    });
  });
  const open = await openPayment(db, order.id);
  // Paid or closed between the two statements: the next call sees which.
  if (open === undefined) throw new Refusal('payments/already-paid');
  return open;
}

/** Repeats the question after a lost answer: the provider answers the same charge with the same QR. */
async function withQrCode(
  { db, clock, cashier }: RefreshDeps,
  order: OrderForPayment,
  payment: Payment,
): Promise<Payment> {
  if (payment.qrCode !== null) return payment;
  const expiresAt = addSeconds(clock.now(), PAYMENT_LIFE_SECONDS);
  const { qrCode } = await cashier.precreate({
    outTradeNo: payment.outTradeNo,
    amountCents: payment.amountCents,
    subject: `签印 证书 ${order.number} ${order.unitName}`,
    lifeSeconds: PAYMENT_LIFE_SECONDS,
  });
  await keepQrCode(db, payment.id, { qrCode, expiresAt });
  return paymentById(db, payment.id);
}
