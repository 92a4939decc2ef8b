/** Certificates as the wallet sees them. */
import { z } from 'zod';
import { bytesField, idField, instantField } from '../fields.ts';

export const CERTIFICATE_STATES = ['active', 'expired', 'revoked'] as const;
export const certificateView = z.object({
  id: idField,
  orderId: idField,
  keyId: idField,
  encryptionKeyId: idField,
  kind: z.enum(['unit', 'individual']),
  /** Name of the unit or the person in the subject. */
  name: z.string(),
  uscc: z.string().nullable(),
  /** Serial number of the signing certificate, lower-case hex. */
  serial: z.string(),
  notBefore: instantField,
  notAfter: instantField,
  state: z.enum(CERTIFICATE_STATES),
  /** DER. */
  signing: bytesField({ max: 4096 }),
  encryption: bytesField({ max: 4096 }),
  /** Issuing CA, then root. */
  chain: z.array(bytesField({ max: 4096 })),
});
export type CertificateView = z.infer<typeof certificateView>;
