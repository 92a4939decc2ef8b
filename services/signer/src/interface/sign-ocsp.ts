/**
 * Signs OCSP response data (RFC 6960 ResponseData) with the OCSP delegate's key.
 * Refused: "good" or "revoked" for a certificate this signer never issued, "good" for one it has seen revoked.
 */
import { z } from 'zod';
import { method } from './method.ts';
import { bytesUpTo, signature } from './wire.ts';

export const signOcsp = method({
  name: 'sign-ocsp',
  request: z.strictObject({ tbs: bytesUpTo(32 * 1024) }),
  reply: z.strictObject({ signature }),
  codes: ['signer/structure-refused'],
  idempotent: false,
});
