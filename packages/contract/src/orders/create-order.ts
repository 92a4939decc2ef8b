import { z } from 'zod';
import { fails } from '../errors.ts';
import { idField } from '../fields.ts';
import { operation } from '../operation.ts';
import { claimForm, orderView } from './model.ts';

/** Open a draft order to claim an enterprise with a certificate */
export const createOrder = operation({
  domain: 'orders',
  name: 'create-order',
  method: 'POST',
  audience: 'wallet',
  summary: 'Open a draft order to claim an enterprise with a certificate',
})
  .errors(
    fails(
      'identity-proofing/required',
      'catalogue/product-unknown',
      'enterprises/already-claimed',
      'enterprises/name-mismatch',
      'orders/claim-pending',
    ),
  )
  .input(
    z.object({
      productId: z.string().max(60),
      form: claimForm,
      /** Chosen by the caller: a repeated request with the same value answers the same order. */
      requestId: idField,
    }),
  )
  .output(orderView);
