import { z } from 'zod';
import { fails } from '../errors.ts';
import { idField } from '../fields.ts';
import { operation } from '../operation.ts';
import { equalityProofField, pointField } from './model.ts';

/** The signer’s half of a blind decryption with an encryption key */
export const openBlinded = operation({
  domain: 'keys',
  name: 'open-blinded',
  method: 'POST',
  audience: 'wallet',
  summary: 'The signer’s half of a blind decryption with an encryption key',
})
  .errors(
    fails(
      'keys/not-found',
      'keys/pin-wrong',
      'keys/locked',
      'keys/device-mismatch',
      'keys/signer-unavailable',
      'keys/ceremony-stale',
    ),
  )
  .input(
    z.object({ keyId: idField, requestId: idField, blinded: pointField, t1: pointField, proof: equalityProofField }),
  )
  .output(z.object({ t2: pointField }));
