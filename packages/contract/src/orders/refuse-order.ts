import { z } from 'zod';
import { fails } from '../errors.ts';
import { idField } from '../fields.ts';
import { operation } from '../operation.ts';
import { refusalReason, reviewedRevision, reviewView } from './model.ts';

/** Send the order back to the applicant with a reason, at acceptance or audit */
export const refuseOrder = operation({
  domain: 'orders',
  name: 'refuse-order',
  method: 'POST',
  audience: 'operator',
  summary: 'Send the order back to the applicant with a reason, at acceptance or audit',
})
  .errors(fails('orders/not-found', 'orders/already-decided', 'orders/changed', 'orders/same-operator'))
  .input(
    z.object({
      orderId: idField,
      revision: reviewedRevision,
      reason: refusalReason,
      /** What the applicant reads, besides the reason. */
      note: z.string().trim().max(200),
      /** Materials that must be uploaded again. */
      materialIds: z.array(idField).max(20),
    }),
  )
  .output(reviewView);
