/**
 * Signs linted bytes with the issuing key. The token is spent by the first call; repeating the same call returns the
 * stored signature, never a second one.
 */
import { z } from 'zod';
import { method } from './method.ts';
import { bytesOf, bytesUpTo, id, signature } from './wire.ts';

export const signCertificate = method({
  name: 'sign-certificate',
  request: z.strictObject({ issuanceId: id, token: bytesOf(32), tbs: bytesUpTo(16 * 1024) }),
  reply: z.strictObject({ signature }),
  codes: ['signer/issuance-unknown', 'signer/token-wrong', 'signer/token-expired', 'signer/rate-limited'],
  idempotent: true,
});
