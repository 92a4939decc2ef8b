import { z } from 'zod';
import { fails } from '../errors.ts';
import { idField } from '../fields.ts';
import { operation } from '../operation.ts';
import { pointField, schnorrProofField } from './model.ts';

/** Two-party generation of the signing key of a paid order */
export const createKey = operation({
  domain: 'keys',
  name: 'create-key',
  method: 'POST',
  audience: 'wallet',
  summary: 'Two-party generation of the signing key of a paid order',
})
  .errors(
    fails(
      'orders/not-found',
      'certificates/not-payable',
      'certificates/already-issued',
      'keys/exists',
      'keys/not-found',
      'keys/proof-invalid',
      'keys/signer-unavailable',
    ),
  )
  .input(z.object({ orderId: idField, keyId: idField, p1: pointField, proof: schnorrProofField }))
  .output(z.object({ keyId: idField, publicKey: pointField, proof: schnorrProofField }));
