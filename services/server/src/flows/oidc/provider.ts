/**
 * The OpenID provider: authorisation code with PKCE and nothing else. Every authorisation needs a scan of its own, since
 * no session is kept (adapter.ts); claims are read from the enterprise at the moment the token is made.
 */
import type { JWK } from 'jose';
import Provider, { type Account, type Configuration, type KoaContextWithOIDC } from 'oidc-provider';
import { membershipsOf } from '../../domains/enterprises/index.ts';
import { isPlatformSecret } from '../../domains/platforms/index.ts';
import type { Clock } from '../../platform/clock.ts';
import type { Db } from '../../platform/database.ts';
import type { FieldCipher } from '../../platform/field-cipher.ts';
import { oidcAdapter } from './adapter.ts';
import { parseSubject } from './subject.ts';

export const SCOPE = 'openid';

export interface ProviderDeps {
  db: Db;
  clock: Clock;
  cipher: FieldCipher;
  publicUrl: string;
}

export function createProvider(deps: ProviderDeps, key: JWK): Provider {
  const provider = new Provider(`${deps.publicUrl}/oidc`, configuration(deps, key));
  // Its addresses are the configured ones. By the Host header a stranger could have a cache hold a token endpoint of his
  // own, and behind a proxy that ends TLS they would be http and the cookies refused.
  const { host, protocol } = new URL(deps.publicUrl);
  provider.proxy = true;
  provider.use((ctx, next) => {
    Object.assign(ctx.req.headers, { 'x-forwarded-host': host, 'x-forwarded-proto': protocol.slice(0, -1) });
    return next();
  });
  Object.defineProperty(provider.Client.prototype, 'compareClientSecret', {
    value(this: { clientId: string }, actual: string): Promise<boolean> {
      return isPlatformSecret(deps.db, { id: this.clientId, secret: actual });
    },
  });
  return provider;
}

function configuration(deps: ProviderDeps, key: JWK): Configuration {
  return {
    adapter: oidcAdapter(deps),
    jwks: { keys: [key] },
    findAccount: (_ctx, subject) => accountOf(deps.db, subject),
    claims: { openid: ['sub', 'unit_name', 'uscc', 'unit_role'] },
    conformIdTokenClaims: false,
    scopes: [SCOPE],
    responseTypes: ['code'],
    // Each platform knows a person under another name: platforms that compare notes learn nothing from it.
    subjectTypes: ['pairwise'],
    pairwiseIdentifier: (_ctx, subject, client) =>
      Promise.resolve(deps.cipher.index(`${client.clientId}\0${subject}`, 'oidc-subject').toString('base64url')),
    pkce: { required: () => true },
    features: {
      devInteractions: { enabled: false },
      rpInitiatedLogout: { enabled: false },
      userinfo: { enabled: true },
    },
    cookies: {
      keys: [deps.cipher.index('cookies', 'oidc').toString('base64url')],
      short: { httpOnly: true, sameSite: 'lax', secure: deps.publicUrl.startsWith('https:') },
      long: { httpOnly: true, sameSite: 'lax', secure: deps.publicUrl.startsWith('https:') },
    },
    interactions: { url: (_ctx, interaction) => `/scan-login/${interaction.uid}` },
    loadExistingGrant: grantOpenid,
    // There is no session that a code could end with: adapter.ts.
    expiresWithSession: () => false,
    ttl: { AuthorizationCode: 60, AccessToken: 600, IdToken: 600, Interaction: 600, Session: 600, Grant: 600 },
    renderError: (ctx, out) => {
      ctx.type = 'json';
      ctx.body = out;
    },
  };
}

async function accountOf(db: Db, text: string): Promise<Account | undefined> {
  const subject = parseSubject(text);
  if (subject === undefined) return undefined;
  const memberships = await membershipsOf(db, subject.accountId);
  const membership = memberships.find(({ enterpriseId }) => enterpriseId === subject.enterpriseId);
  if (membership === undefined) return undefined;
  return {
    accountId: text,
    claims: () => ({
      sub: text,
      unit_name: membership.name,
      uscc: membership.uscc,
      unit_role: membership.role,
    }),
  };
}

/** The consent is the phone's confirmation, which named the platform: what follows needs no second question. */
async function grantOpenid(ctx: KoaContextWithOIDC) {
  const { client, session, provider } = ctx.oidc;
  if (client === undefined || session?.accountId === undefined) return undefined;
  return newGrant(provider, { clientId: client.clientId, accountId: session.accountId });
}

export async function newGrant(provider: Provider, holder: { clientId: string; accountId: string }) {
  const grant = new provider.Grant(holder);
  grant.addOIDCScope(SCOPE);
  await grant.save();
  return grant;
}
