import { z } from 'zod';
import { cosignatureNonces, cosignatureStart } from '../keys/model.ts';
import { fails } from '../errors.ts';
import { operation } from '../operation.ts';
import { scanId } from './model.ts';

/** Choose the number on the computer and start co-signing the prepared messages */
export const beginScanSignature = operation({
  domain: 'scan-sessions',
  name: 'begin-scan-signature',
  method: 'POST',
  audience: 'wallet',
  summary: 'Choose the number on the computer and start co-signing the prepared messages',
})
  .errors(
    fails(
      'scan/not-found',
      'scan/expired',
      'scan/not-waiting',
      'scan/number-wrong',
      'certificates/not-found',
      'certificates/not-usable',
      'keys/not-found',
      'keys/locked',
      'keys/ceremony-stale',
      'keys/device-mismatch',
      'keys/signer-unavailable',
    ),
  )
  .input(cosignatureStart.extend({ id: scanId, number: z.string().max(4).nullable() }))
  .output(cosignatureNonces);
