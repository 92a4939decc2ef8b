import { z } from 'zod';
import { fails } from '../errors.ts';
import { idField } from '../fields.ts';
import { operation } from '../operation.ts';

/** State of one of this account’s keys: usable or locked, tries left */
export const showKey = operation({
  domain: 'keys',
  name: 'show-key',
  method: 'GET',
  audience: 'wallet',
  summary: 'State of one of this account’s keys: usable or locked, tries left',
})
  .errors(fails('keys/not-found', 'keys/signer-unavailable'))
  .input(z.object({ keyId: idField }))
  .output(z.object({ keyId: idField, state: z.enum(['active', 'locked', 'ended']), triesLeft: z.int() }));
