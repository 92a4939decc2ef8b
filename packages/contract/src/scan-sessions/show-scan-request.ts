import { z } from 'zod';
import { fails } from '../errors.ts';
import { operation } from '../operation.ts';
import { scanId, scanRequest } from './model.ts';

/** A session this phone owns */
export const showScanRequest = operation({
  domain: 'scan-sessions',
  name: 'show-scan-request',
  method: 'GET',
  audience: 'wallet',
  summary: 'A session this phone owns',
})
  .errors(fails('scan/not-found'))
  .input(z.object({ id: scanId }))
  .output(scanRequest);
