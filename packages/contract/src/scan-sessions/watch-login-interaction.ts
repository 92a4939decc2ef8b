import { z } from 'zod';
import { fails } from '../errors.ts';
import { operation } from '../operation.ts';
import { eventIterator } from '@orpc/contract';
import { scanState } from './model.ts';

/** Server-sent events of an interaction page: a fresh QR link every two seconds, then where to go */
export const watchLoginInteraction = operation({
  domain: 'scan-sessions',
  name: 'watch-login-interaction',
  method: 'GET',
  audience: 'public',
  summary: 'Server-sent events of an interaction page: a fresh QR link every two seconds, then where to go',
})
  .errors(fails('scan/not-found'))
  .input(z.object({ uid: z.string().max(64) }))
  .output(eventIterator(z.object({ state: scanState, link: z.url().nullable(), continueAt: z.string().nullable() })));
