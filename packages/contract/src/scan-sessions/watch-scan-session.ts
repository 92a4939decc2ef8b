import { z } from 'zod';
import { fails } from '../errors.ts';
import { operation } from '../operation.ts';
import { eventIterator } from '@orpc/contract';
import { scanId, scanProgress } from './model.ts';

/** Server-sent events: the progress of a session until it ends */
export const watchScanSession = operation({
  domain: 'scan-sessions',
  name: 'watch-scan-session',
  method: 'GET',
  audience: 'platform',
  summary: 'Server-sent events: the progress of a session until it ends',
})
  .errors(fails('platforms/client-unknown', 'scan/not-found'))
  .input(z.object({ id: scanId }))
  .output(eventIterator(scanProgress));
