/**
 * Signs a certificate revocation list of the issuing CA. CRL numbers only grow; the same bytes give the same signature.
 * Refused: a list that forgets a revocation signed before (until the certificate has expired), moves its date, names a
 * certificate this signer never issued, or puts one on hold.
 */
import { z } from 'zod';
import { method } from './method.ts';
import { bytesUpTo, signature } from './wire.ts';

export const signCrl = method({
  name: 'sign-crl',
  request: z.strictObject({ tbs: bytesUpTo(512 * 1024) }),
  reply: z.strictObject({ signature }),
  codes: ['signer/structure-refused'],
  idempotent: true,
});
