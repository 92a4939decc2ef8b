import { z } from 'zod';
import { fails } from '../errors.ts';
import { idField } from '../fields.ts';
import { operation } from '../operation.ts';
import { orderView } from './model.ts';

/** Add or replace one material of a draft or refused order: PDF, PNG or JPEG up to 10 MB */
export const uploadMaterial = operation({
  domain: 'orders',
  name: 'upload-material',
  method: 'POST',
  audience: 'wallet',
  summary: 'Add or replace one material of a draft or refused order: PDF, PNG or JPEG up to 10 MB',
})
  .errors(fails('orders/not-found', 'orders/not-editable', 'orders/material-type', 'orders/material-unreadable'))
  .input(z.object({ orderId: idField, kind: z.string().max(60), file: z.file() }))
  .output(orderView);
