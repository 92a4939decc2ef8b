import { z } from 'zod';
import { cosignatureFinish, cosignatureResult } from '../keys/model.ts';
import { fails } from '../errors.ts';
import { operation } from '../operation.ts';
import { scanId } from './model.ts';

/** Finish co-signing: the session is confirmed */
export const finishScanSignature = operation({
  domain: 'scan-sessions',
  name: 'finish-scan-signature',
  method: 'POST',
  audience: 'wallet',
  summary: 'Finish co-signing: the session is confirmed',
})
  .errors(
    fails(
      'scan/not-found',
      'scan/expired',
      'scan/not-waiting',
      'certificates/not-found',
      'certificates/not-usable',
      'keys/not-found',
      'keys/pin-wrong',
      'keys/locked',
      'keys/clone-detected',
      'keys/ceremony-stale',
      'keys/device-mismatch',
      'keys/signer-unavailable',
    ),
  )
  .input(cosignatureFinish.extend({ id: scanId }))
  .output(cosignatureResult.extend({ callback: z.url().nullable() }));
