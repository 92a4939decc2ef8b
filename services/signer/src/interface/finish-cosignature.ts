/**
 * Closes a ceremony: the signer proves the share, counts a wrong one, or returns the signatures.
 * The first answer is the answer: repeating the call returns it whatever `s1` holds, so a lost reply costs neither a
 * try nor a clone alarm. An empty `s1` asks for that answer alone: a phone that restarted must not have kept s'
 * (s', Q1 and r together are an offline test of the PIN), only the ceremony's id.
 */
import { z } from 'zod';
import { MAX_MESSAGES } from './begin-cosignature.ts';
import { method } from './method.ts';
import { id, scalar, signature } from './wire.ts';

export const finishCosignature = method({
  name: 'finish-cosignature',
  request: z.strictObject({
    keyId: id,
    ceremonyId: id,
    /** One s' per message, or none to ask for the stored answer. */
    s1: z.array(scalar).max(MAX_MESSAGES),
  }),
  reply: z.strictObject({
    signatures: z.array(signature),
    /** The count the phone must keep from now on. */
    counter: z.int(),
  }),
  codes: [
    'signer/key-unknown',
    'signer/key-locked',
    'signer/key-ended',
    'signer/pin-wrong',
    'signer/clone-detected',
    'signer/ceremony-unknown',
    'signer/ceremony-pending',
    'signer/ceremony-superseded',
    'signer/ceremony-expired',
  ],
  idempotent: true,
});
