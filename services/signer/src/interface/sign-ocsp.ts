// Signs OCSP response data (RFC 6960 ResponseData) with the OCSP delegate's key.
import { z } from 'zod'
import { method } from './method.ts'
import { bytesUpTo, signature } from './wire.ts'

export const signOcsp = method({
  name: 'sign-ocsp',
  request: z.strictObject({ tbs: bytesUpTo(32 * 1024) }),
  reply: z.strictObject({ signature }),
  codes: ['signer/structure-refused', 'signer/rate-limited'],
  idempotent: false,
})
