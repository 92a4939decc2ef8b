/** The token endpoint as a platform calls it, and PKCE (RFC 7636). */
import type { OpenedSession } from '@qianyin/client/platform';
import { loginRequest, randomText } from './scans.ts';
import type { Story } from './story.ts';

/** A login whose code can be redeemed: the story knows the verifier. */
export async function redeemableLogin(
  story: Story,
): Promise<{ session: OpenedSession; verifier: string; nonce: string }> {
  const verifier = randomText();
  const digest = await crypto.subtle.digest('SHA-256', new TextEncoder().encode(verifier));
  const { oidc, ...request } = loginRequest(story);
  const codeChallenge = Buffer.from(digest).toString('base64url');
  const session = await story.platform.client.openLogin({ ...request, oidc: { ...oidc, codeChallenge } });
  return { session, verifier, nonce: oidc.nonce };
}

/** Throws with the endpoint's own words. The ID token's signature is checked by the demo's and the exchange's tests. */
export async function redeem(
  { platform, url }: Story,
  code: string,
  { verifier, secret = platform.clientSecret }: { verifier: string; secret?: string },
): Promise<{ claims: Record<string, unknown> }> {
  const response = await fetch(`${url}/oidc/token`, {
    method: 'POST',
    headers: { authorization: `Basic ${btoa(`${platform.clientId}:${encodeURIComponent(secret)}`)}` },
    body: new URLSearchParams({
      grant_type: 'authorization_code',
      code,
      redirect_uri: `${platform.origin}/login/callback`,
      code_verifier: verifier,
    }),
  });
  const text = await response.text();
  if (!response.ok) throw new Error(`${response.status} ${text}`);
  const { id_token: token } = JSON.parse(text) as { id_token: string };
  const payload = Buffer.from(token.split('.')[1] ?? '', 'base64url').toString('utf8');
  return { claims: JSON.parse(payload) as Record<string, unknown> };
}
