import { z } from 'zod';
import { fails } from '../errors.ts';
import { operation } from '../operation.ts';
import { scanId } from './model.ts';

/** Refuse a request; “not me” is reported to the operators */
export const refuseScanSession = operation({
  domain: 'scan-sessions',
  name: 'refuse-scan-session',
  method: 'POST',
  audience: 'wallet',
  summary: 'Refuse a request; “not me” is reported to the operators',
})
  .errors(fails('scan/not-found', 'scan/expired', 'scan/not-waiting'))
  .input(z.object({ id: scanId, reason: z.enum(['changed-mind', 'not-me']) }))
  .output(z.object({}));
