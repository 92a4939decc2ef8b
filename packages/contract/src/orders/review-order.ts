import { z } from 'zod';
import { fails } from '../errors.ts';
import { idField } from '../fields.ts';
import { operation } from '../operation.ts';
import { reviewView } from './model.ts';

/** An order as the reviewer sees it: form, materials, facts, history */
export const reviewOrder = operation({
  domain: 'orders',
  name: 'review-order',
  method: 'GET',
  audience: 'operator',
  summary: 'An order as the reviewer sees it: form, materials, facts, history',
})
  .errors(fails('orders/not-found'))
  .input(z.object({ orderId: idField }))
  .output(reviewView);
