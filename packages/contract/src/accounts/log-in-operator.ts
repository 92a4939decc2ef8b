import { z } from 'zod';
import { fails } from '../errors.ts';
import { operation } from '../operation.ts';
import { operatorView } from './model.ts';

/** Log in to the desk with name and password */
export const logInOperator = operation({
  domain: 'accounts',
  name: 'log-in-operator',
  method: 'POST',
  audience: 'public',
  summary: 'Log in to the desk with name and password',
})
  .errors(fails('accounts/password-wrong', 'accounts/login-locked'))
  .input(z.object({ name: z.string().trim().min(1).max(40), password: z.string().min(1).max(200) }))
  .output(z.object({ operator: operatorView, csrfToken: z.string() }));
