import { z } from 'zod';
import { bytesField, idField } from '../fields.ts';
import { fails } from '../errors.ts';
import { operation } from '../operation.ts';
import { pointField } from './model.ts';

/** Key-management generation of the encryption key of a paid order; the phone’s share comes wrapped */
export const createEncryptionKey = operation({
  domain: 'keys',
  name: 'create-encryption-key',
  method: 'POST',
  audience: 'wallet',
  summary: 'Key-management generation of the encryption key of a paid order; the phone’s share comes wrapped',
})
  .errors(
    fails(
      'orders/not-found',
      'certificates/not-payable',
      'certificates/already-issued',
      'keys/exists',
      'keys/not-found',
      'keys/signer-unavailable',
      'keys/locked',
    ),
  )
  .input(
    z.object({
      orderId: idField,
      keyId: idField,
      /** Ephemeral SM2 public key of the phone: the share is encrypted to it (C1‖C3‖C2). */
      recipient: pointField,
    }),
  )
  .output(z.object({ keyId: idField, publicKey: pointField, wrappedShare: bytesField({ max: 256 }) }));
