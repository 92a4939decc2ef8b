// Signs a certificate revocation list of the issuing CA. CRL numbers only grow; the same bytes give the same signature.
import { z } from 'zod'
import { method } from './method.ts'
import { bytesUpTo, signature } from './wire.ts'

export const signCrl = method({
  name: 'sign-crl',
  request: z.strictObject({ tbs: bytesUpTo(512 * 1024) }),
  reply: z.strictObject({ signature }),
  codes: ['signer/structure-refused', 'signer/rate-limited'],
  idempotent: true,
})
