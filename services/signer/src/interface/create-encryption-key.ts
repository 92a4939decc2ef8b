/**
 * The encryption key of dual certificates: generated whole, archived for escrow, split; the phone's share travels
 * wrapped to an ephemeral key of the phone. Idempotent by keyId with the same recipient.
 */
import { z } from 'zod';
import { method } from './method.ts';
import { bytesUpTo, holder, id, point } from './wire.ts';

export const createEncryptionKey = method({
  name: 'create-encryption-key',
  request: z.strictObject({
    keyId: id,
    context: holder,
    /** Ephemeral SM2 public key of the phone. */
    recipient: point,
    /**
     * The signing key under the same PIN. Wrong PINs at either key count against both, so that a thief
     * does not get five tries at each. Must belong to the same holder. Without it the key counts alone.
     */
    signingKeyId: id.optional(),
  }),
  reply: z.strictObject({
    publicKey: point,
    /** d1 (32 bytes) encrypted to the recipient, C1‖C3‖C2. */
    wrappedShare: bytesUpTo(256),
  }),
  codes: ['signer/key-conflict', 'signer/key-unknown', 'signer/key-purpose', 'signer/key-locked', 'signer/key-ended'],
  idempotent: true,
});
