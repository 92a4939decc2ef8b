/** The page /scan-login/:uid: a scan session for an authorisation that came by redirect. */
import { type ScanState, makeScanLink } from '@qianyin/contract';
import type Provider from 'oidc-provider';
import { platformById } from '../../domains/platforms/index.ts';
import {
  type LoginGrant,
  type OpenDeps,
  openScanSession,
  type Session,
  sessionById,
  stateOf,
  takeScanResult,
  watchSession,
} from '../../domains/scan-sessions/index.ts';
import { found } from '../../platform/errors.ts';
import type { News } from '../../platform/events.ts';
import { tokenHash } from '../../platform/tokens.ts';
import { subjectOfGrant } from './issue-login-code.ts';
import { interactionScan, putInteractionScan } from './store.ts';

export interface InteractionDeps extends OpenDeps {
  provider: Provider;
  news: News;
}

interface Secrets {
  secret: string;
  resultToken: string;
  link: string;
  digest: string;
}

const LOGIN_DISPLAY = '在签印登录页扫码登录';
const REDRAW_MS = 2000;

/** Opens a session for the page; one that still waits is given up for the new one. */
export async function openLoginInteraction(
  deps: InteractionDeps,
  uid: string,
  browser: { address: string; agent: string },
): Promise<{ platformName: string; platformOrigin: string; typedCode: string }> {
  const interaction = found(await deps.provider.Interaction.find(uid), 'scan/not-found');
  const { client_id: clientId, redirect_uri: redirectUri, nonce, code_challenge: challenge } = interaction.params;
  const platform = found(await platformById(deps.db, String(clientId)), 'scan/not-found');
  const {
    id,
    typedCode,
    expiresAt: _,
    ...secrets
  } = await openScanSession(deps, {
    kind: 'login',
    platform,
    origin: platform.origin,
    display: LOGIN_DISPLAY,
    browser,
    oidc: {
      redirectUri: String(redirectUri),
      scope: 'openid',
      nonce: String(nonce ?? uid),
      codeChallenge: String(challenge),
    },
  });
  const uidHash = tokenHash(uid);
  await putInteractionScan(deps.db, {
    uid_hash: uidHash,
    session_id: id,
    secret_sealed: deps.cipher.seal(JSON.stringify(secrets satisfies Secrets), place(uidHash)),
    opened_at: deps.clock.now(),
  });
  return { platformName: platform.name, platformOrigin: platform.origin, typedCode };
}

interface InteractionProgress {
  state: ScanState;
  link: string | null;
  continueAt: string | null;
}

/** Refuses before the stream opens: an interaction that nobody began is not found. */
export async function watchLoginInteraction(
  deps: InteractionDeps,
  uid: string,
  signal: AbortSignal | undefined,
): Promise<AsyncGenerator<InteractionProgress>> {
  const { sessionId, secrets } = await scanOf(deps, uid);
  const session = found(await sessionById(deps.db, sessionId), 'scan/not-found');
  return progressOf(deps, { uid, sessionId, secrets, session }, signal);
}

/** A fresh link every two seconds while the session waits for a phone, then each change, then where to go on. */
async function* progressOf(
  deps: InteractionDeps,
  { uid, sessionId, secrets, session }: { uid: string; sessionId: string; secrets: Secrets; session: Session },
  signal: AbortSignal | undefined,
): AsyncGenerator<InteractionProgress> {
  const changes = watchSession(deps, sessionId, signal);
  let change = changes.next();
  let state = stateOf(session, deps.clock.now());
  for (;;) {
    const tick = new Promise<'tick'>((resolve) => setTimeout(() => resolve('tick'), REDRAW_MS).unref());
    const news = await Promise.race([change, tick]);
    if (news === 'tick') {
      if (state !== 'opened') continue;
    } else {
      if (news.done === true) return;
      state = news.value.state;
      change = changes.next();
    }
    const { kind, origin, id } = session;
    const t = Math.floor(deps.clock.now().getTime() / 1000);
    yield {
      state,
      link: state === 'opened' ? await makeScanLink({ ...secrets, id, kind, origin }, t) : null,
      continueAt: state === 'confirmed' ? `/scan-login/${uid}/continue` : null,
    };
  }
}

/** Who confirmed on the phone: the subject that the authorisation goes on with. Once. */
export async function takeInteractionSubject(deps: InteractionDeps, uid: string): Promise<string> {
  const { sessionId, secrets } = await scanOf(deps, uid);
  const session = found(await sessionById(deps.db, sessionId), 'scan/not-found');
  const platform = found(await platformById(deps.db, session.platformId), 'scan/not-found');
  const finishLogin = (grant: LoginGrant): Promise<string> => subjectOfGrant(deps, grant);
  const result = await takeScanResult(
    { ...deps, finishLogin },
    { platform, id: sessionId, resultToken: secrets.resultToken },
  );
  return found(result.kind === 'login' ? result.code : undefined, 'scan/not-found');
}

async function scanOf(
  { db, cipher }: Pick<InteractionDeps, 'db' | 'cipher'>,
  uid: string,
): Promise<{ sessionId: string; secrets: Secrets }> {
  const uidHash = tokenHash(uid);
  const row = found(await interactionScan(db, uidHash), 'scan/not-found');
  return { sessionId: row.session_id, secrets: JSON.parse(cipher.open(row.secret_sealed, place(uidHash))) as Secrets };
}

const place = (uidHash: Buffer): string => `oidc.interaction_scan.secret:${uidHash.toString('hex')}`;
