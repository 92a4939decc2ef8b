import { z } from 'zod';
import { fails } from '../errors.ts';
import { idField } from '../fields.ts';
import { operation } from '../operation.ts';

/** The file of a material; every look leaves an audit row */
export const showMaterial = operation({
  domain: 'orders',
  name: 'show-material',
  method: 'GET',
  audience: 'operator',
  summary: 'The file of a material; every look leaves an audit row',
})
  .errors(fails('orders/material-not-found'))
  .input(z.object({ orderId: idField, materialId: idField }))
  .output(z.file());
