/** The job `payments/requery`: whatever notice was lost, and whatever crash came between, money is found again. */
import type { Logger } from 'pino';
import { Refusal } from '../../../platform/errors.ts';
import { ProviderUnavailable } from '../port.ts';
import { type RefreshDeps, refreshPayment } from '../refresh.ts';
import { openPayments } from '../store.ts';
import { claimQuestion } from '../transitions-store.ts';

const BATCH = 200;
/** Less than the minute between two runs. */
const APART_SECONDS = 30;

export async function requeryPayments(deps: RefreshDeps & { log: Logger }): Promise<void> {
  const now = deps.clock.now();
  const before = new Date(now.getTime() - APART_SECONDS * 1000);
  for (const payment of await openPayments(deps.db, BATCH)) {
    if (!(await claimQuestion(deps.db, payment.id, { now, before }))) continue;
    try {
      await refreshPayment(deps, payment);
    } catch (error) {
      // One that cannot be asked must not keep the others from being asked.
      if (!(error instanceof ProviderUnavailable) && !(error instanceof Refusal)) throw error;
      deps.log.warn({ payment: payment.id, why: error.message }, 'payment stays open');
    }
  }
}
