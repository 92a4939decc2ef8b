import { z } from 'zod';
import { fails } from '../errors.ts';
import { idField } from '../fields.ts';
import { operation } from '../operation.ts';
import { paymentView } from './model.ts';

/** The state of a payment; asks the provider when the notice is late */
export const showPayment = operation({
  domain: 'payments',
  name: 'show-payment',
  method: 'GET',
  audience: 'wallet',
  summary: 'The state of a payment; asks the provider when the notice is late',
})
  .errors(fails('orders/not-found', 'payments/amount-mismatch'))
  .input(z.object({ orderId: idField }))
  .output(paymentView.nullable());
