/** What tests of payments need: approved orders and the cashier of a sandbox. */
import { type Logger, pino } from 'pino';
import { type PaymentProvider, alipayProvider } from '../domains/payments/index.ts';
import { type OrderParts, orderParts } from './orders.ts';
import type { Sandbox } from './sandbox.ts';

export interface PaymentParts extends OrderParts {
  cashier: PaymentProvider;
  log: Logger;
}

/** Close with `await using`. */
export async function paymentParts(sandbox: Sandbox): Promise<PaymentParts> {
  const log: Logger = pino({ level: 'silent' });
  const cashier = alipayProvider({ config: sandbox.alipay, log });
  return { ...(await orderParts()), log, cashier };
}

/** The same with the provider out of reach. */
export function withoutProvider(parts: PaymentParts, sandbox: Sandbox): PaymentParts {
  const config = { ...sandbox.alipay, gateway: 'http://127.0.0.1:1/gateway.do' };
  return { ...parts, cashier: alipayProvider({ config, log: parts.log }) };
}
