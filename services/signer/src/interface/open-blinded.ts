/**
 * Two-party decryption, signer's half: it learns neither the ciphertext nor the key. A failed proof is a wrong PIN.
 * Idempotent by requestId: the first answer for a requestId stays its answer.
 */
import { z } from 'zod';
import { method } from './method.ts';
import { id, point, proof } from './wire.ts';

export const openBlinded = method({
  name: 'open-blinded',
  request: z.strictObject({
    keyId: id,
    requestId: id,
    /** C' = ρ·C1. */
    blinded: point,
    /** T1 = d1·C'. */
    t1: point,
    /** Chaum–Pedersen proof log_G P1 = log_C' T1, bound to the request id. */
    proof,
  }),
  reply: z.strictObject({ t2: point }),
  codes: [
    'signer/key-unknown',
    'signer/key-purpose',
    'signer/key-locked',
    'signer/key-ended',
    'signer/pin-wrong',
    'signer/ceremony-conflict',
    'signer/rate-limited',
  ],
  idempotent: true,
});
