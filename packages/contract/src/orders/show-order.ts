import { z } from 'zod';
import { fails } from '../errors.ts';
import { idField } from '../fields.ts';
import { operation } from '../operation.ts';
import { orderView } from './model.ts';

/** One order of this account */
export const showOrder = operation({
  domain: 'orders',
  name: 'show-order',
  method: 'GET',
  audience: 'wallet',
  summary: 'One order of this account',
})
  .errors(fails('orders/not-found'))
  .input(z.object({ orderId: idField }))
  .output(orderView);
