/** The state of an order's payment. When the notice is late the provider is asked, at most every few seconds. */
import { addSeconds } from '../../../platform/clock.ts';
import { orderForPayment } from '../../orders/index.ts';
import { NOTICE_LATE_SECONDS, type Payment } from '../model.ts';
import { ProviderUnavailable } from '../port.ts';
import { type RefreshDeps, refreshPayment } from '../refresh.ts';
import { currentPayment } from '../store.ts';
import { claimQuestion } from '../transitions-store.ts';

export async function showPayment(
  deps: RefreshDeps,
  wish: { accountId: string; orderId: string },
): Promise<Payment | undefined> {
  const { id: orderId } = await orderForPayment(deps.db, wish);
  const key = { accountId: wish.accountId, orderId };
  const payment = await currentPayment(deps.db, key);
  if (payment === undefined || !(await isQuestionDue(deps, payment))) return payment;
  try {
    await refreshPayment(deps, payment);
  } catch (error) {
    // The answer can wait: what is known is shown, and the job asks again.
    if (!(error instanceof ProviderUnavailable)) throw error;
  }
  return currentPayment(deps.db, key);
}

async function isQuestionDue({ db, clock }: RefreshDeps, payment: Payment): Promise<boolean> {
  if (payment.paidAt !== null || payment.closedAt !== null || payment.qrCode === null) return false;
  const now = clock.now();
  const before = addSeconds(now, -NOTICE_LATE_SECONDS);
  return payment.createdAt <= before && claimQuestion(db, payment.id, { now, before });
}
