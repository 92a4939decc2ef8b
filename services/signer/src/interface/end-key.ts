/** Ends a key for good: the signer's share and any pending nonce are erased. Ending an ended key changes nothing. */
import { z } from 'zod';
import { method } from './method.ts';
import { id } from './wire.ts';

export const endKey = method({
  name: 'end-key',
  request: z.strictObject({ keyId: id }),
  reply: z.strictObject({}),
  codes: ['signer/key-unknown'],
  idempotent: true,
});
