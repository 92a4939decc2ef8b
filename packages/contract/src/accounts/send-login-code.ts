import { z } from 'zod';
import { fails } from '../errors.ts';
import { instantField, phoneField } from '../fields.ts';
import { operation } from '../operation.ts';

/** Send a six-digit login code by SMS */
export const sendLoginCode = operation({
  domain: 'accounts',
  name: 'send-login-code',
  method: 'POST',
  audience: 'public',
  summary: 'Send a six-digit login code by SMS',
})
  .errors(fails('accounts/code-too-soon', 'accounts/code-limit'))
  .input(z.object({ phone: phoneField }))
  .output(z.object({ expiresAt: instantField, nextAt: instantField }));
