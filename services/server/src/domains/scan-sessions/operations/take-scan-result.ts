/** The result of a confirmed session leaves once, against the result token of the browser that began. */
import type { Clock } from '../../../platform/clock.ts';
import { type Db, inTransaction } from '../../../platform/database.ts';
import { Refusal, found } from '../../../platform/errors.ts';
import { equalBytes, tokenHash } from '../../../platform/tokens.ts';
import { recordAudit } from '../../audit/index.ts';
import type { Platform } from '../../platforms/index.ts';
import { documentsOf } from '../documents-store.ts';
import { type OidcRequest, type Session, stateOf } from '../model.ts';
import { sessionById, sessionSecrets, takeResult } from '../store.ts';

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
  if (session.resultTakenAt !== null) throw new Refusal('scan/result-taken');
  // Made before it is marked taken: a crash in between costs an unused code, never a result.
  const result = await resultOf(deps, session, platform);
  await inTransaction(deps.db, async (tx) => {
    if (!(await takeResult(tx, id, now))) throw new Refusal('scan/result-taken');
    await recordAudit(tx, {
      at: now,
      actor: { kind: 'platform', id: platform.id },
      action: 'take-scan-result',
      subject: { kind: 'scan-session', id },
    });
  });
  return result;
}

async function resultOf(deps: Deps, session: Session, platform: Platform): Promise<ScanResult> {
  const { accountId, certificateId, oidc } = session;
  if (accountId === null || certificateId === null) throw new Refusal('scan/not-confirmed');
  if (session.kind === 'login') {
    if (oidc === null) throw new Refusal('scan/not-confirmed');
    return { kind: 'login', code: await deps.finishLogin({ platform, oidc, accountId, certificateId }) };
  }
  const document = found((await documentsOf(deps.db, session.id))[0], 'scan/document-not-found');
  return { kind: 'seal', documentId: document.id, fileName: document.name };
}
