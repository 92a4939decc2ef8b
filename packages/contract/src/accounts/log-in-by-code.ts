import { z } from 'zod';
import { fails } from '../errors.ts';
import { instantField, loginCodeField, phoneField } from '../fields.ts';
import { operation } from '../operation.ts';
import { accountView } from './model.ts';

/** Log in (first time: register) with phone and SMS code, binding the token to the device key of the DPoP proof */
export const logInByCode = operation({
  domain: 'accounts',
  name: 'log-in-by-code',
  method: 'POST',
  audience: 'public',
  summary:
    'Log in (first time: register) with phone and SMS code, binding the token to the device key of the DPoP proof',
})
  .errors(fails('accounts/code-wrong', 'accounts/code-expired', 'accounts/code-tries-used'))
  .input(z.object({ phone: phoneField, code: loginCodeField }))
  .output(z.object({ token: z.string(), expiresAt: instantField, account: accountView }));
