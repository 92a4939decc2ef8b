import { z } from 'zod';
import { operation } from '../operation.ts';
import { operatorView } from './model.ts';

/** The operator this browser is logged in as */
export const showOperator = operation({
  domain: 'accounts',
  name: 'show-operator',
  method: 'GET',
  audience: 'operator',
  summary: 'The operator this browser is logged in as',
}).output(z.object({ operator: operatorView, csrfToken: z.string() }));
