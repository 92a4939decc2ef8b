/** The signer's closed list of answers other than success, and the error its client throws. */
import { z } from 'zod';

export const SIGNER_ERROR_CODES = [
  // the door
  'signer/unauthorised',
  'signer/unknown-method',
  'signer/request-too-large',
  'signer/request-malformed',
  'signer/rate-limited',
  // keys
  'signer/key-unknown',
  'signer/key-conflict',
  'signer/key-purpose',
  'signer/key-locked',
  'signer/key-ended',
  'signer/proof-wrong',
  // ceremonies
  'signer/pin-wrong',
  'signer/clone-detected',
  'signer/ceremony-unknown',
  'signer/ceremony-pending',
  'signer/ceremony-conflict',
  'signer/ceremony-superseded',
  'signer/ceremony-expired',
  // issuing
  'signer/lint-refused',
  'signer/four-eyes',
  'signer/facts-refused',
  'signer/serial-taken',
  'signer/issuance-unknown',
  'signer/issuance-conflict',
  'signer/token-wrong',
  'signer/token-expired',
  'signer/structure-refused',
  // failures that are not an answer
  'signer/internal',
  'signer/unreachable',
  'signer/timeout',
  'signer/reply-malformed',
] as const;

export type SignerErrorCode = (typeof SIGNER_ERROR_CODES)[number];

/** What an answer may carry besides its code. Never a secret, never a part of the request. */
export const signerErrorData = z.strictObject({
  /** Wrong PINs still allowed before the key locks. */
  triesLeft: z.int().min(0).optional(),
  /** Why the key is locked. */
  lockReason: z.enum(['pin', 'clone']).optional(),
  /** The request field at fault. */
  field: z.string().optional(),
  /** The rules a certificate broke. */
  findings: z.array(z.strictObject({ rule: z.string(), detail: z.string() })).optional(),
});
export type SignerErrorData = z.output<typeof signerErrorData>;

/** Thrown by the client for every answer that is not a success, and inside the signer to make one. */
export class SignerError extends Error {
  override readonly name = 'SignerError';
  readonly code: SignerErrorCode;
  readonly data: SignerErrorData;

  constructor(code: SignerErrorCode, data: SignerErrorData = {}, options?: ErrorOptions) {
    super(code, options);
    this.code = code;
    this.data = data;
  }
}
