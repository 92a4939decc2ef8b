/** Asks the provider about an open payment and does what follows: settle, close, or wait on. */
import type { Clock } from '../../platform/clock.ts';
import { type Db, inTransaction } from '../../platform/database.ts';
import type { FieldCipher } from '../../platform/field-cipher.ts';
import { recordAudit } from '../audit/index.ts';
import { type Payment, statusOf } from './model.ts';
import type { PaymentProvider } from './port.ts';
import { settle } from './settle.ts';
import { closePayment } from './transitions-store.ts';

export interface RefreshDeps {
  db: Db;
  clock: Clock;
  cipher: FieldCipher;
  cashier: PaymentProvider;
}

/** Throws ProviderUnavailable, and `payments/amount-mismatch` like settle. */
export async function refreshPayment(deps: RefreshDeps, payment: Payment): Promise<void> {
  const state = await deps.cashier.query(payment.outTradeNo);
  const hasExpired = statusOf(payment, deps.clock.now()) === 'expired';
  switch (state.kind) {
    case 'paid':
      return settle(deps, payment, { ...state, source: 'query' });
    case 'waiting':
      // The buyer has the cashier open: close it there first, and look again, since they may just have paid.
      if (hasExpired) await closeWaiting(deps, payment);
      return;
    case 'closed':
      return noteClosed(deps, payment);
    case 'unknown':
      if (hasExpired) await noteClosed(deps, payment);
  }
}

async function closeWaiting(deps: RefreshDeps, payment: Payment): Promise<void> {
  await deps.cashier.close(payment.outTradeNo);
  const state = await deps.cashier.query(payment.outTradeNo);
  if (state.kind === 'paid') await settle(deps, payment, { ...state, source: 'query' });
  else if (state.kind !== 'waiting') await noteClosed(deps, payment);
}

async function noteClosed({ db, clock }: RefreshDeps, payment: Payment): Promise<void> {
  await inTransaction(db, async (tx) => {
    const at = clock.now();
    if (!(await closePayment(tx, payment.id, at))) return;
    await recordAudit(tx, {
      at,
      actor: { kind: 'system', id: 'payments' },
      action: 'close-payment',
      subject: { kind: 'payment', id: payment.id },
      details: { order: payment.orderId },
    });
  });
}
