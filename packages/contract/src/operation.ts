/**
 * How an operation is declared: one kebab name that is also its path, so that a URL, a screen or an error code leads
 * to contract, server, client and test in one search. Reads are GET with query input, everything else is POST.
 */
import { oc } from '@orpc/contract';
import { fails } from './errors.ts';

export type Audience = 'public' | 'wallet' | 'operator' | 'platform';

interface Operation {
  domain: string;
  /** `verb-noun`, the file's name. */
  name: string;
  method: 'GET' | 'POST';
  /** Who may call it; the server's middleware enforces it, the documentation shows it. */
  audience: Audience;
  summary: string;
}

const common = fails(
  'request/invalid',
  'request/too-large',
  'request/rate-limited',
  'server/internal',
  'server/unavailable',
  'auth/required',
  'auth/session-expired',
  'auth/proof-invalid',
  'auth/proof-replayed',
  'auth/csrf',
  'auth/role-missing',
);

const SECURITY: Record<Audience, string[]> = {
  public: [],
  wallet: ['dpop'],
  operator: ['deskCookie'],
  platform: ['clientCredentials'],
};

export function operation(o: Operation) {
  return oc
    .route({
      method: o.method,
      path: `/${o.domain}/${o.name}`,
      operationId: o.name,
      summary: o.summary,
      tags: [o.domain],
      spec: (spec) => ({ ...spec, security: SECURITY[o.audience].map((scheme) => ({ [scheme]: [] })) }),
    })
    .errors(common);
}
