/**
 * The state of a key, for the service's own screens. Do not hand `counter` to a phone: a copied phone could use it to
 * catch up and escape clone detection.
 */
import { z } from 'zod';
import { method } from './method.ts';
import { id, point } from './wire.ts';

export const showKey = method({
  name: 'show-key',
  request: z.strictObject({ keyId: id }),
  reply: z.strictObject({
    purpose: z.enum(['signing', 'encryption']),
    state: z.enum(['active', 'locked', 'ended']),
    lockReason: z.enum(['pin', 'clone']).optional(),
    triesLeft: z.int(),
    counter: z.int(),
    publicKey: point,
  }),
  codes: ['signer/key-unknown'],
  idempotent: true,
});
