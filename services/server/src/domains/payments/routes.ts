/** The HTTP of payments; the provider's notice: notify-route.ts. */
import type { PaymentView } from '@qianyin/contract';
import { api } from '../../platform/http-context.ts';
import { type GuardDeps, requireWallet } from '../accounts/index.ts';
import { type Payment, statusOf } from './model.ts';
import { createPayment } from './operations/create-payment.ts';
import { showPayment } from './operations/show-payment.ts';
import type { PaymentProvider } from './port.ts';

export type PaymentsDeps = GuardDeps & { cashier: PaymentProvider };

export function paymentsRoutes(deps: PaymentsDeps) {
  const wallet = requireWallet(deps);
  return {
    createPayment: api.payments.createPayment.use(wallet).handler(async ({ input, context }) => {
      const payment = await createPayment(deps, { accountId: context.holder.accountId, orderId: input.orderId });
      return viewOf(payment, deps.clock.now());
    }),
    showPayment: api.payments.showPayment.use(wallet).handler(async ({ input, context }) => {
      const payment = await showPayment(deps, { accountId: context.holder.accountId, orderId: input.orderId });
      // Without a QR the provider was never reached: there is nothing to show yet.
      return payment === undefined || payment.qrCode === null ? null : viewOf(payment, deps.clock.now());
    }),
  };
}

function viewOf(payment: Payment, now: Date): PaymentView {
  return {
    id: payment.id,
    orderId: payment.orderId,
    status: statusOf(payment, now),
    amountCents: payment.amountCents,
    qrCode: payment.qrCode ?? '',
    expiresAt: payment.expiresAt.toISOString(),
    paidAt: payment.paidAt?.toISOString() ?? null,
  };
}
