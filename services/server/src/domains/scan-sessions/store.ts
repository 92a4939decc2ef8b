/** SQL of sessions: opening and reading. Moves, typed codes and documents have stores of their own. */
import type { ScanKind } from '@qianyin/contract';
import type { Db, Tx } from '../../platform/database.ts';
import type { OidcRequest, Session } from './model.ts';
import { sessionOf, sessionTables } from './session-table.ts';

export interface NewSession {
  id: string;
  platformId: string;
  kind: ScanKind;
  origin: string;
  display: string;
  digest: string;
  secretSealed: Buffer;
  resultTokenHash: Buffer;
  typedCode: string;
  browser: { address: string; agent: string };
  uscc: string | null;
  oidc: OidcRequest | null;
  openedAt: Date;
  scanBy: Date;
}

export async function insertSession(tx: Tx, session: NewSession): Promise<void> {
  await sessionTables(tx)
    .insertInto('scan_sessions.session')
    .values({
      id: session.id,
      platform_id: session.platformId,
      kind: session.kind,
      origin: session.origin,
      display: session.display,
      digest: session.digest,
      secret_sealed: session.secretSealed,
      result_token_hash: session.resultTokenHash,
      typed_code: session.typedCode,
      browser_address: session.browser.address,
      browser_agent: session.browser.agent,
      uscc: session.uscc,
      oidc: session.oidc,
      opened_at: session.openedAt,
      scan_by: session.scanBy,
      scanned_at: null,
      act_by: null,
      account_id: null,
      jkt: null,
      number: null,
      numbers: null,
      certificate_id: null,
      seal_id: null,
      statement: null,
      ceremony_id: null,
      confirmed_at: null,
      statement_signature: null,
      refused_at: null,
      refusal: null,
      failed_at: null,
      failure: null,
      result_taken_at: null,
    })
    .execute();
}

export async function sessionById(db: Db, id: string): Promise<Session | undefined> {
  const row = await sessionTables(db)
    .selectFrom('scan_sessions.session')
    .selectAll()
    .where('id', '=', id)
    .executeTakeFirst();
  return row && sessionOf(row);
}

/** The session's secret and result token are read for the check that needs them and stay out of `Session`. */
export async function sessionSecrets(db: Db, id: string) {
  return sessionTables(db)
    .selectFrom('scan_sessions.session')
    .select(['secret_sealed', 'result_token_hash'])
    .where('id', '=', id)
    .executeTakeFirstOrThrow();
}
