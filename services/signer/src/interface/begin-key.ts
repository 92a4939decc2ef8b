/**
 * Two-party key generation, signer's half (specs/two-party-sm2, "Key generation" steps 2 and 3).
 * Repeating it with the same keyId and inputs returns the first answer; other inputs are a conflict.
 */
import { z } from 'zod';
import { method } from './method.ts';
import { holder, id, point, proof } from './wire.ts';

export const beginKey = method({
  name: 'begin-key',
  request: z.strictObject({
    keyId: id,
    context: holder,
    /** P1 = d1·G. */
    p1: point,
    /** Schnorr proof of d1 over the key's context. */
    proof,
  }),
  reply: z.strictObject({
    /** P = d2·P1 − G. */
    publicKey: point,
    /** Schnorr proof of d2, base P1, value P + G. */
    proof,
  }),
  codes: ['signer/key-conflict', 'signer/proof-wrong'],
  idempotent: true,
});
