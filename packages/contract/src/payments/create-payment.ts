import { z } from 'zod';
import { fails } from '../errors.ts';
import { idField } from '../fields.ts';
import { operation } from '../operation.ts';
import { paymentView } from './model.ts';

/** Ask Alipay for a payment QR for an approved order; answers the open one if there is one */
export const createPayment = operation({
  domain: 'payments',
  name: 'create-payment',
  method: 'POST',
  audience: 'wallet',
  summary: 'Ask Alipay for a payment QR for an approved order; answers the open one if there is one',
})
  .errors(
    fails(
      'orders/not-found',
      'payments/not-due',
      'payments/already-paid',
      'payments/provider-unavailable',
      'payments/amount-mismatch',
    ),
  )
  .input(z.object({ orderId: idField }))
  .output(paymentView);
