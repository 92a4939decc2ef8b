import { z } from 'zod';
import { fails } from '../errors.ts';
import { idField } from '../fields.ts';
import { operation } from '../operation.ts';

/** The applicant’s identity number and phone in full; leaves an audit row */
export const revealApplicant = operation({
  domain: 'orders',
  name: 'reveal-applicant',
  method: 'POST',
  audience: 'operator',
  summary: 'The applicant’s identity number and phone in full; leaves an audit row',
})
  .errors(fails('orders/not-found'))
  .input(z.object({ orderId: idField }))
  .output(z.object({ name: z.string(), idNumber: z.string(), phone: z.string() }));
