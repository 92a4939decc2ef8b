import { z } from 'zod';
import { operation } from '../operation.ts';

/** End this wallet session */
export const logOut = operation({
  domain: 'accounts',
  name: 'log-out',
  method: 'POST',
  audience: 'wallet',
  summary: 'End this wallet session',
})
  .input(z.object({}))
  .output(z.object({}));
