/**
 * Login by scanning. The page is told a fresh link every two seconds and each change; when the phone has confirmed, the
 * page finishes the login with the cookie of the browser that began it, and only that.
 */
import type { PlatformClient } from '@qianyin/client/platform';
import { ProblemError } from '@qianyin/client';
import type { ScanProgress } from '@qianyin/contract';
import type { Db } from '@qianyin/service/database';
import type { ScanLoginEvent } from '../../shared/views.ts';
import { addSeconds, type Clock } from '../platform/clock.ts';
import { Refusal } from '../platform/refusal.ts';
import type { SecretBox } from '../platform/secret-box.ts';
import { Alarm } from '../platform/wait.ts';
import { type Attempt, attemptOf, endAttempt, keepAttempt, keepCode } from './attempts-store.ts';
import { type Claims, OidcLogin, SCOPE } from './oidc-login.ts';

export interface ScanLoginParts {
  db: Db;
  clock: Clock;
  box: SecretBox;
  platform: PlatformClient;
  oidc: OidcLogin;
  origin: string;
}

const REDRAW_MS = 2_000;
const QUIET_MS = 15_000;
/** A session's longest life: unscanned, scanned, and the time to fetch its result. */
const ATTEMPT_SECONDS = 90 + 300 + 60;

/** Opens a session with the service; answers the value of the browser's cookie. */
export async function beginScanLogin(
  parts: ScanLoginParts,
  browser: { address: string; agent: string },
): Promise<string> {
  const { nonce, verifier, codeChallenge } = await OidcLogin.begin();
  const session = await parts.platform.openLogin({
    origin: parts.origin,
    display: '登录交易平台',
    browser,
    oidc: { redirectUri: parts.oidc.redirectUri, scope: SCOPE, nonce, codeChallenge },
  });
  const now = parts.clock.now();
  const secrets = { nonce, verifier, state: null, session };
  return keepAttempt(parts, { way: 'scan', secrets, now, expiresAt: addSeconds(now, ATTEMPT_SECONDS) });
}

/** The scan login of this browser, if one is open. */
export async function scanLoginOf(parts: ScanLoginParts, browser: string | undefined): Promise<Attempt | undefined> {
  const attempt = browser === undefined ? undefined : await attemptOf(parts, browser, parts.clock.now());
  return attempt?.way === 'scan' ? attempt : undefined;
}

/** Events until the session ends or the page goes away. */
export async function* followScanLogin(
  { db, platform, clock }: ScanLoginParts,
  attempt: Attempt,
  signal: AbortSignal,
): AsyncGenerator<ScanLoginEvent> {
  const { session } = attempt.secrets;
  if (session === null) return;
  let progress: ScanProgress = { state: 'opened', number: null, expiresAt: session.expiresAt };
  const alarm = new Alarm();
  const stop = new AbortController();
  const either = AbortSignal.any([signal, stop.signal]);
  const watching = watch(platform, session.id, either, (news) => {
    progress = news;
    alarm.ring();
  });
  try {
    while (!signal.aborted) {
      const { state, expiresAt } = progress;
      const link = state === 'opened' ? await platform.scanLink(session, clock.now()) : null;
      yield { state, link, typedCode: session.typedCode, expiresAt };
      if (state === 'confirmed') return;
      if (state !== 'opened' && state !== 'scanned') {
        // The next visit of the page begins anew.
        await endAttempt(db, attempt.id, clock.now());
        return;
      }
      await alarm.sleep(state === 'opened' ? REDRAW_MS : QUIET_MS, signal);
    }
  } finally {
    stop.abort();
    await watching;
  }
}

/** Finishes a confirmed login: takes the code once, redeems it, ends the attempt. May be repeated after a crash. */
export async function finishScanLogin(parts: ScanLoginParts, attempt: Attempt): Promise<Claims> {
  const { session, nonce, verifier } = attempt.secrets;
  if (session === null) throw new Refusal('exchange/login-not-begun');
  const code = attempt.code ?? (await takeCode(parts, attempt.id, session));
  const claims = await parts.oidc.redeemCode(code, { nonce, verifier });
  if (!(await endAttempt(parts.db, attempt.id, parts.clock.now()))) throw new Refusal('exchange/login-not-begun');
  return claims;
}

async function takeCode(parts: ScanLoginParts, id: string, session: { id: string; resultToken: string }) {
  try {
    const result = await parts.platform.takeResult(session);
    if (result.kind !== 'login') throw new Refusal('exchange/login-failed');
    await keepCode(parts, id, result.code);
    return result.code;
  } catch (error) {
    if (!(error instanceof ProblemError)) throw error;
    if (error.code === 'scan/not-confirmed') throw new Refusal('exchange/login-not-confirmed');
    if (error.code === 'scan/expired' || error.code === 'scan/result-taken')
      throw new Refusal('exchange/login-expired');
    throw error;
  }
}

async function watch(
  platform: PlatformClient,
  id: string,
  signal: AbortSignal,
  tell: (progress: ScanProgress) => void,
): Promise<void> {
  try {
    for await (const progress of platform.watch(id, { signal })) tell(progress);
  } catch {
    // The service is gone for good or knows no such session: for the page the login has failed.
    tell({ state: 'failed', number: null, expiresAt: new Date(0).toISOString() });
  }
}
