import { z } from 'zod';
import { fails } from '../errors.ts';
import { idField } from '../fields.ts';
import { operation } from '../operation.ts';
import { reviewedRevision, reviewView } from './model.ts';

/** Acceptance: the application is complete and readable */
export const acceptOrder = operation({
  domain: 'orders',
  name: 'accept-order',
  method: 'POST',
  audience: 'operator',
  summary: 'Acceptance: the application is complete and readable',
})
  .errors(fails('orders/not-found', 'orders/already-decided', 'orders/changed', 'orders/not-submitted'))
  .input(z.object({ orderId: idField, revision: reviewedRevision }))
  .output(reviewView);
