/** Login on the service's own page: the ordinary OpenID Connect redirect, bound to the browser by cookie and state. */
import { addSeconds } from '../platform/clock.ts';
import { Refusal } from '../platform/refusal.ts';
import { attemptOf, endAttempt, keepAttempt } from './attempts-store.ts';
import { type Claims, OidcLogin } from './oidc-login.ts';
import type { ScanLoginParts } from './scan-login.ts';

const ATTEMPT_SECONDS = 900;

type Parts = Pick<ScanLoginParts, 'db' | 'clock' | 'box' | 'oidc'>;

/** The cookie's value and the address to send the browser to. */
export async function beginRedirectLogin(parts: Parts): Promise<{ browser: string; url: string }> {
  const { nonce, verifier, state, codeChallenge } = await OidcLogin.begin();
  const url = await parts.oidc.redirectUrl({ nonce, state, codeChallenge });
  const now = parts.clock.now();
  const secrets = { nonce, verifier, state, session: null };
  const expiresAt = addSeconds(now, ATTEMPT_SECONDS);
  return { browser: await keepAttempt(parts, { way: 'redirect', secrets, now, expiresAt }), url: url.href };
}

/** Who has come back. An attempt is used once: ended before its code is redeemed. */
export async function finishRedirectLogin(parts: Parts, browser: string | undefined, answer: URL): Promise<Claims> {
  const now = parts.clock.now();
  const attempt = browser === undefined ? undefined : await attemptOf(parts, browser, now);
  const { state, nonce, verifier } = attempt?.secrets ?? {};
  if (!attempt || !state || !nonce || !verifier || !(await endAttempt(parts.db, attempt.id, now)))
    throw new Refusal('exchange/login-not-begun');
  if (answer.searchParams.get('error') === 'access_denied') throw new Refusal('exchange/login-refused');
  return parts.oidc.redeemRedirect(answer, { nonce, verifier, state });
}
