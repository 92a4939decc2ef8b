import { z } from 'zod';
import { fails } from '../errors.ts';
import { idField } from '../fields.ts';
import { operation } from '../operation.ts';
import { claimForm, orderView } from './model.ts';

/** Change the form of a draft or refused order */
export const editOrder = operation({
  domain: 'orders',
  name: 'edit-order',
  method: 'POST',
  audience: 'wallet',
  summary: 'Change the form of a draft or refused order',
})
  .errors(
    fails(
      'orders/not-found',
      'orders/not-editable',
      'orders/claim-pending',
      'enterprises/already-claimed',
      'enterprises/name-mismatch',
    ),
  )
  .input(z.object({ orderId: idField, form: claimForm }))
  .output(orderView);
