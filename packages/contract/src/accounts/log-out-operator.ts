import { z } from 'zod';
import { operation } from '../operation.ts';

/** End this desk session */
export const logOutOperator = operation({
  domain: 'accounts',
  name: 'log-out-operator',
  method: 'POST',
  audience: 'operator',
  summary: 'End this desk session',
})
  .input(z.object({}))
  .output(z.object({}));
