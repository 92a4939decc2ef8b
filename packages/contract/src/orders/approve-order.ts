import { z } from 'zod';
import { fails } from '../errors.ts';
import { idField } from '../fields.ts';
import { operation } from '../operation.ts';
import { reviewedRevision, reviewView } from './model.ts';

/** Audit: what the application says is true; by another operator than the acceptance */
export const approveOrder = operation({
  domain: 'orders',
  name: 'approve-order',
  method: 'POST',
  audience: 'operator',
  summary: 'Audit: what the application says is true; by another operator than the acceptance',
})
  .errors(
    fails(
      'orders/not-found',
      'orders/already-decided',
      'orders/changed',
      'orders/not-accepted',
      'orders/same-operator',
      'enterprises/already-claimed',
    ),
  )
  .input(z.object({ orderId: idField, revision: reviewedRevision }))
  .output(reviewView);
