import { z } from 'zod';
import { operation } from '../operation.ts';
import { orderView } from './model.ts';

/** Orders of this account, newest first */
export const listOrders = operation({
  domain: 'orders',
  name: 'list-orders',
  method: 'GET',
  audience: 'wallet',
  summary: 'Orders of this account, newest first',
}).output(z.object({ orders: z.array(orderView) }));
