/** What the verification page answers about a sealed document. */
import { z } from 'zod';
import { instantField } from '../fields.ts';

/** Each check with its outcome; `not-checked` says why in the front end by the check's name. */
export const verificationCheck = z.object({
  check: z.enum(['integrity', 'signature', 'chain', 'revocation', 'validity', 'time']),
  outcome: z.enum(['ok', 'failed', 'not-checked']),
  reason: z.string().nullable(),
});

export const signatureReport = z.object({
  fieldName: z.string(),
  signerName: z.string(),
  uscc: z.string().nullable(),
  issuerName: z.string(),
  serial: z.string(),
  signingTime: instantField.nullable(),
  coversWholeFile: z.boolean(),
  checks: z.array(verificationCheck),
  valid: z.boolean(),
});

export const verificationReport = z.object({
  fileName: z.string(),
  /** SM3 of the file, lower-case hex. */
  digest: z.string(),
  verdict: z.enum(['valid', 'invalid', 'unsigned']),
  modifiedAfterLastSignature: z.boolean(),
  signatures: z.array(signatureReport),
});
export type VerificationReport = z.infer<typeof verificationReport>;
