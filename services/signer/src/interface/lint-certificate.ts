/**
 * The gate before the issuing key: the to-be-signed bytes are parsed, linted and bound to the facts of the order.
 * The token it returns signs exactly these bytes once. Repeating it for the same bytes replaces the token.
 */
import { z } from 'zod';
import { method } from './method.ts';
import { bytesOf, bytesUpTo, id, instant } from './wire.ts';

/** What the signer issues. Authority certificates are made by the signer itself and by nobody else. */
export const CERTIFICATE_PROFILES = [
  'unit-signing',
  'unit-encryption',
  'individual-signing',
  'individual-encryption',
] as const;
export type CertificateProfile = (typeof CERTIFICATE_PROFILES)[number];

/** The quorum of facts. The signer cannot see the desk; it refuses what contradicts itself and keeps the rest as evidence. */
const issuanceFacts = z.strictObject({
  orderId: id,
  acceptedBy: id,
  approvedBy: id,
  paidAt: instant,
});
export type IssuanceFacts = z.output<typeof issuanceFacts>;

export const lintCertificate = method({
  name: 'lint-certificate',
  request: z.strictObject({
    issuanceId: id,
    tbs: bytesUpTo(16 * 1024),
    profile: z.enum(CERTIFICATE_PROFILES),
    facts: issuanceFacts,
  }),
  reply: z.strictObject({ token: bytesOf(32) }),
  codes: [
    'signer/structure-refused',
    'signer/lint-refused',
    'signer/four-eyes',
    'signer/facts-refused',
    'signer/serial-taken',
    'signer/issuance-conflict',
    'signer/key-unknown',
    'signer/key-purpose',
    'signer/key-locked',
    'signer/key-ended',
  ],
  idempotent: false,
});
