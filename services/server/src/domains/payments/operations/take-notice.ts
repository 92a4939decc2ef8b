/**
 * The provider's notice of a payment. Signature, app, trade number and exact amount must fit; it may come any number of
 * times. What does not fit changes nothing and leaves an audit row.
 */
import { randomUUID } from 'node:crypto';
import { inTransaction } from '../../../platform/database.ts';
import { Refusal } from '../../../platform/errors.ts';
import { recordAudit } from '../../audit/index.ts';
import type { RefreshDeps } from '../refresh.ts';
import { settle } from '../settle.ts';
import { paymentByOutTradeNo } from '../store.ts';

/** Throws `payments/notice-invalid` and `payments/amount-mismatch`. */
export async function takeNotice(deps: RefreshDeps, parameters: Readonly<Record<string, unknown>>): Promise<void> {
  const notice = await deps.cashier.readNotice(parameters);
  if (notice === undefined) return refuse(deps, 'signature');
  const payment = await paymentByOutTradeNo(deps.db, notice.outTradeNo);
  if (payment === undefined) return refuse(deps, 'unknown-trade');
  if (notice.paid === undefined) return;
  await settle(deps, payment, { ...notice.paid, source: 'notice' });
}

// Nothing that the sender wrote goes into the audit trail: it is anybody's.
async function refuse({ db, clock }: RefreshDeps, why: 'signature' | 'unknown-trade'): Promise<never> {
  await inTransaction(db, (tx) =>
    recordAudit(tx, {
      at: clock.now(),
      actor: { kind: 'system', id: 'alipay' },
      action: 'refuse-payment-notice',
      subject: { kind: 'payment-notice', id: randomUUID() },
      details: { why },
    }),
  );
  throw new Refusal('payments/notice-invalid');
}
