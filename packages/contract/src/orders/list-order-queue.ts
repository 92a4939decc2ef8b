import { z } from 'zod';
import { operation } from '../operation.ts';
import { orderQueue, queueEntry } from './model.ts';

/** Orders waiting for acceptance or audit, oldest first */
export const listOrderQueue = operation({
  domain: 'orders',
  name: 'list-order-queue',
  method: 'GET',
  audience: 'operator',
  summary: 'Orders waiting for acceptance or audit, oldest first',
})
  .input(z.object({ queue: orderQueue }))
  .output(z.object({ entries: z.array(queueEntry), counts: z.object({ acceptance: z.int(), audit: z.int() }) }));
