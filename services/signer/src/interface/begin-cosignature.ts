/**
 * Opens a ceremony: the signer fixes the messages, takes the phone's nonce points and answers its own.
 * One pending ceremony per key: a new one supersedes the old, whose nonces are wiped. Idempotent by ceremonyId.
 */
import { z } from 'zod';
import { method } from './method.ts';
import { bytesUpTo, id, point } from './wire.ts';

/**
 * Messages one ceremony may carry: a statement and one document. From three open nonces of one key on, a party that
 * answers dishonestly gets within reach of the ROS attack (specs/two-party-sm2/v1.md); longer batches run in sequence.
 */
export const MAX_MESSAGES = 2;

export const beginCosignature = method({
  name: 'begin-cosignature',
  request: z
    .strictObject({
      keyId: id,
      ceremonyId: id,
      /** The phone's count of finished ceremonies with this key. */
      counter: z
        .int()
        .min(0)
        .max(2 ** 31 - 1),
      /** What is signed. The signer computes e = SM3(Z ‖ M) itself: it never signs a digest handed in. */
      messages: z
        .array(bytesUpTo(64 * 1024))
        .min(1)
        .max(MAX_MESSAGES),
      /** One fresh Q1 = k1·G per message. */
      q1: z.array(point).min(1).max(MAX_MESSAGES),
    })
    .refine((request) => request.messages.length === request.q1.length, { path: ['q1'] }),
  reply: z.strictObject({
    /** One R2 = k2·P1 per message. */
    r2: z.array(point),
  }),
  codes: [
    'signer/key-unknown',
    'signer/key-purpose',
    'signer/key-locked',
    'signer/key-ended',
    'signer/ceremony-conflict',
    'signer/ceremony-superseded',
    'signer/ceremony-expired',
    'signer/rate-limited',
  ],
  idempotent: true,
});
