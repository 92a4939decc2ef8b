import { z } from 'zod';
import { operation } from '../operation.ts';
import { platformView } from './model.ts';

/** Trading platforms this service knows, and which of them this account has used */
export const listPlatforms = operation({
  domain: 'platforms',
  name: 'list-platforms',
  method: 'GET',
  audience: 'wallet',
  summary: 'Trading platforms this service knows, and which of them this account has used',
}).output(z.object({ platforms: z.array(platformView) }));
