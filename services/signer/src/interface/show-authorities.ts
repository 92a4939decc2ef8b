/** The certificates of the three authorities, DER. They exist before the signer answers its first request. */
import { z } from 'zod';
import { method } from './method.ts';
import { bytesUpTo } from './wire.ts';

export const showAuthorities = method({
  name: 'show-authorities',
  request: z.strictObject({}),
  reply: z.strictObject({
    root: bytesUpTo(8192),
    issuing: bytesUpTo(8192),
    /** The newest OCSP delegate: put it into every OCSP response. */
    ocsp: bytesUpTo(8192),
  }),
  codes: [],
  idempotent: true,
});
