import { z } from 'zod';
import { bytesField } from '../fields.ts';
import { fails } from '../errors.ts';
import { operation } from '../operation.ts';
import { displayText, openedScan, sealPlacement } from './model.ts';

/** OpenID Connect request of a login session (OpenID Connect Core §3.1.2.1 with PKCE, RFC 7636). */
const oidcRequest = z.object({
  redirectUri: z.url(),
  scope: z.string().max(200),
  nonce: z.string().min(16).max(200),
  codeChallenge: bytesField(32),
});

/** Open a session: a login, or the sealing of one PDF (multipart) */
export const openScanSession = operation({
  domain: 'scan-sessions',
  name: 'open-scan-session',
  method: 'POST',
  audience: 'platform',
  summary: 'Open a session: a login, or the sealing of one PDF (multipart)',
})
  .errors(
    fails(
      'platforms/client-unknown',
      'platforms/origin-not-registered',
      'platforms/redirect-not-registered',
      'platforms/kind-not-allowed',
      'documents/not-a-pdf',
      'documents/pdf-encrypted',
      'documents/pdf-unreadable',
      'documents/pdf-active-content',
      'documents/pdf-locked',
      'documents/page-missing',
      'documents/place-off-page',
      'documents/too-many-pages',
    ),
  )
  .input(
    z.discriminatedUnion('kind', [
      z.object({
        kind: z.literal('login'),
        origin: z.url(),
        display: displayText,
        browser: z.object({ address: z.string().max(64), agent: z.string().max(300) }),
        oidc: oidcRequest,
      }),
      z.object({
        kind: z.literal('seal'),
        origin: z.url(),
        display: displayText,
        browser: z.object({ address: z.string().max(64), agent: z.string().max(300) }),
        /** Only a certificate of this uscc qualifies. */
        uscc: z.string().length(18),
        document: z.file(),
        documentName: displayText,
        placement: sealPlacement,
      }),
    ]),
  )
  .output(openedScan);
