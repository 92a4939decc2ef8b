import { z } from 'zod';
import { fails } from '../errors.ts';
import { operation } from '../operation.ts';

/** Open the login session of an OpenID Connect interaction page of this service */
export const openLoginInteraction = operation({
  domain: 'scan-sessions',
  name: 'open-login-interaction',
  method: 'POST',
  audience: 'public',
  summary: 'Open the login session of an OpenID Connect interaction page of this service',
})
  .errors(fails('scan/not-found', 'platforms/kind-not-allowed', 'platforms/redirect-not-registered'))
  .input(z.object({ uid: z.string().max(64) }))
  .output(z.object({ platformName: z.string(), platformOrigin: z.string(), typedCode: z.string() }));
