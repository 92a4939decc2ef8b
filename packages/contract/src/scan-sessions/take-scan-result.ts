import { z } from 'zod';
import { bytesField, idField } from '../fields.ts';
import { fails } from '../errors.ts';
import { operation } from '../operation.ts';
import { scanId } from './model.ts';

/** The result of a confirmed session: an authorisation code, once, or the sealed PDF’s document id */
export const takeScanResult = operation({
  domain: 'scan-sessions',
  name: 'take-scan-result',
  method: 'POST',
  audience: 'platform',
  summary: 'The result of a confirmed session: an authorisation code, once, or the sealed PDF’s document id',
})
  .errors(
    fails(
      'platforms/client-unknown',
      'scan/not-found',
      'scan/not-confirmed',
      'scan/result-token-wrong',
      'scan/result-taken',
      'scan/expired',
      'certificates/not-found',
      'certificates/not-usable',
    ),
  )
  .input(z.object({ id: scanId, resultToken: bytesField(32) }))
  .output(
    z.discriminatedUnion('kind', [
      z.object({ kind: z.literal('login'), code: z.string() }),
      z.object({ kind: z.literal('seal'), documentId: idField, fileName: z.string() }),
    ]),
  );
