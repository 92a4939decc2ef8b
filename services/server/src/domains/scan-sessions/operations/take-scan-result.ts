/**
 * The result of a confirmed session, against the result token of the browser that began. A login's leaves once and soon:
 * one confirmation must not log in twice. A seal's is answered again, since a platform that lost the answer would have
 * lost a document that its holder signed.
 */
import { type Clock, addSeconds } from '../../../platform/clock.ts';
import { type Db, inTransaction } from '../../../platform/database.ts';
import { Refusal, found } from '../../../platform/errors.ts';
import { equalBytes, tokenHash } from '../../../platform/tokens.ts';
import { recordAudit } from '../../audit/index.ts';
import type { Platform } from '../../platforms/index.ts';
import { documentsOf } from '../documents-store.ts';
import { type OidcRequest, RESULT_SECONDS, type Session, stateOf } from '../model.ts';
import { sessionById, sessionSecrets } from '../store.ts';
import { takeResult } from '../transitions-store.ts';

export interface LoginGrant {
  platform: Platform;
  oidc: OidcRequest;
  accountId: string;
  certificateId: string;
}

interface Deps {
  db: Db;
  clock: Clock;
  /** What a confirmed login becomes: an authorisation code, or the subject of an interaction. Handed in. */
  finishLogin(grant: LoginGrant): Promise<string>;
}

export type ScanResult = { kind: 'login'; code: string } | { kind: 'seal'; documentId: string; fileName: string };

export async function takeScanResult(
  deps: Deps,
  { platform, id, resultToken }: { platform: Platform; id: string; resultToken: string },
): Promise<ScanResult> {
  const session = found(await sessionById(deps.db, id), 'scan/not-found');
  if (session.platformId !== platform.id) throw new Refusal('scan/not-found');
  const { result_token_hash: expected } = await sessionSecrets(deps.db, id);
  if (!equalBytes(expected, tokenHash(resultToken))) throw new Refusal('scan/result-token-wrong');
  const now = deps.clock.now();
  const state = stateOf(session, now);
  if (state === 'expired') throw new Refusal('scan/expired');
  if (state !== 'confirmed') throw new Refusal('scan/not-confirmed');
  const isLogin = session.kind === 'login';
  if (isLogin && session.resultTakenAt !== null) throw new Refusal('scan/result-taken');
  if (isLogin && isStale(session, now)) throw new Refusal('scan/expired');
  // Made before it is marked taken: a crash in between costs an unused code, never a result.
  const result = await resultOf(deps, session, platform);
  await inTransaction(deps.db, async (tx) => {
    if (!(await takeResult(tx, id, now))) {
      if (isLogin) throw new Refusal('scan/result-taken');
      return;
    }
    await recordAudit(tx, {
      at: now,
      actor: { kind: 'platform', id: platform.id },
      action: 'take-scan-result',
      subject: { kind: 'scan-session', id },
    });
  });
  return result;
}

function isStale({ confirmedAt }: Session, now: Date): boolean {
  return confirmedAt === null || addSeconds(confirmedAt, RESULT_SECONDS) <= now;
}

async function resultOf(deps: Deps, session: Session, platform: Platform): Promise<ScanResult> {
  const { accountId, certificateId, oidc } = session;
  if (accountId === null || certificateId === null) throw new Refusal('scan/not-confirmed');
  if (session.kind === 'login') {
    if (oidc === null) throw new Refusal('scan/not-confirmed');
    return { kind: 'login', code: await deps.finishLogin({ platform, oidc, accountId, certificateId }) };
  }
  const document = found((await documentsOf(deps.db, session.id))[0], 'scan/not-confirmed');
  return { kind: 'seal', documentId: document.id, fileName: document.name };
}
