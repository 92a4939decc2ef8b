import { z } from 'zod';
import { fails } from '../errors.ts';
import { idField } from '../fields.ts';
import { operation } from '../operation.ts';
import { orderView } from './model.ts';

/** Hand the order in for review */
export const submitOrder = operation({
  domain: 'orders',
  name: 'submit-order',
  method: 'POST',
  audience: 'wallet',
  summary: 'Hand the order in for review',
})
  .errors(fails('orders/not-found', 'orders/not-editable', 'orders/incomplete', 'enterprises/already-claimed'))
  .input(z.object({ orderId: idField }))
  .output(orderView);
