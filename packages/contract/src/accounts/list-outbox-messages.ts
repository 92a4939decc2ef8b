import { z } from 'zod';
import { fails } from '../errors.ts';
import { idField, instantField } from '../fields.ts';
import { operation } from '../operation.ts';

/** SMS messages of the on-screen outbox; closed unless the outbox is the configured provider */
export const listOutboxMessages = operation({
  domain: 'accounts',
  name: 'list-outbox-messages',
  method: 'GET',
  audience: 'public',
  summary: 'SMS messages of the on-screen outbox; closed unless the outbox is the configured provider',
})
  .errors(fails('accounts/outbox-closed'))
  .output(
    z.object({
      messages: z.array(z.object({ id: idField, phone: z.string(), text: z.string(), at: instantField })),
    }),
  );
