/** SQL of sessions: reading, opening and the moves. Documents: documents-store.ts. */
import type { ScanKind } from '@qianyin/contract';
import { type Selectable, sql } from 'kysely';
import type { Db, Tx } from '../../platform/database.ts';
import type { OidcRequest, Session } from './model.ts';

export type SessionTables = {
  'scan_sessions.session': {
    id: string;
    platform_id: string;
    kind: ScanKind;
    origin: string;
    display: string;
    digest: string;
    secret_sealed: Buffer;
    result_token_hash: Buffer;
    typed_code: string;
    browser_address: string;
    browser_agent: string;
    uscc: string | null;
    oidc: OidcRequest | null;
    opened_at: Date;
    scan_by: Date;
    scanned_at: Date | null;
    act_by: Date | null;
    account_id: string | null;
    jkt: string | null;
    number: string | null;
    numbers: string[] | null;
    certificate_id: string | null;
    seal_id: string | null;
    statement: string | null;
    ceremony_id: string | null;
    confirmed_at: Date | null;
    statement_signature: Buffer | null;
    refused_at: Date | null;
    refusal: string | null;
    failed_at: Date | null;
    failure: string | null;
    result_taken_at: Date | null;
  };
  'scan_sessions.typed_try': { account_id: string; at: Date };
};

type Row = Selectable<SessionTables['scan_sessions.session']>;
type Facts = Partial<Omit<Row, 'id'>>;
const tables = (db: Db) => db.withTables<SessionTables>();

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
  await tables(tx)
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
  const row = await tables(db).selectFrom('scan_sessions.session').selectAll().where('id', '=', id).executeTakeFirst();
  return row && sessionOf(row);
}

/** The newest unscanned session with this typed code. */
export async function sessionByTypedCode(db: Db, typedCode: string): Promise<Session | undefined> {
  const row = await tables(db)
    .selectFrom('scan_sessions.session')
    .selectAll()
    .where('typed_code', '=', typedCode)
    .where('scanned_at', 'is', null)
    .executeTakeFirst();
  return row && sessionOf(row);
}

/** The session's secret and result token are read for the check that needs them and stay out of `Session`. */
export async function sessionSecrets(db: Db, id: string) {
  return tables(db)
    .selectFrom('scan_sessions.session')
    .select(['secret_sealed', 'result_token_hash'])
    .where('id', '=', id)
    .executeTakeFirstOrThrow();
}

/** Frees the typed codes of sessions that nobody scanned in time, so that they can be given out again. */
export async function releaseTypedCode(tx: Tx, typedCode: string, now: Date): Promise<void> {
  await tables(tx)
    .updateTable('scan_sessions.session')
    .set((eb) => ({ typed_code: eb('id', '||', '/expired') }))
    .where('typed_code', '=', typedCode)
    .where('scanned_at', 'is', null)
    .where('scan_by', '<=', now)
    .execute();
}

/** The first phone wins: undefined when somebody was faster or the time had passed. */
export async function takeForPhone(
  tx: Tx,
  id: string,
  phone: { accountId: string; jkt: string; at: Date; actBy: Date; number: string | null; numbers: string[] | null },
): Promise<Session | undefined> {
  const row = await tables(tx)
    .updateTable('scan_sessions.session')
    .set({
      scanned_at: phone.at,
      act_by: phone.actBy,
      account_id: phone.accountId,
      jkt: phone.jkt,
      number: phone.number,
      numbers: phone.numbers,
    })
    .where('id', '=', id)
    .where('scanned_at', 'is', null)
    .where('scan_by', '>', phone.at)
    .returningAll()
    .executeTakeFirst();
  return row && sessionOf(row);
}

/** Changes a session that is scanned and waits for its phone; false when it does no longer. */
export async function moveScanned(
  tx: Tx,
  session: { id: string; now: Date; ceremonyId?: string; statement?: string },
  facts: Facts,
): Promise<boolean> {
  let update = tables(tx)
    .updateTable('scan_sessions.session')
    .set(facts)
    .where('id', '=', session.id)
    .where('scanned_at', 'is not', null)
    .where('act_by', '>', session.now)
    .where('confirmed_at', 'is', null)
    .where('refused_at', 'is', null)
    .where('failed_at', 'is', null);
  if (session.ceremonyId !== undefined) update = update.where('ceremony_id', '=', session.ceremonyId);
  if (session.statement !== undefined) update = update.where('statement', '=', session.statement);
  return (await update.executeTakeFirst()).numUpdatedRows === 1n;
}

/** The result leaves once: false when it has left. */
export async function takeResult(tx: Tx, id: string, at: Date): Promise<boolean> {
  const result = await tables(tx)
    .updateTable('scan_sessions.session')
    .set({ result_taken_at: at })
    .where('id', '=', id)
    .where('confirmed_at', 'is not', null)
    .where('result_taken_at', 'is', null)
    .executeTakeFirst();
  return result.numUpdatedRows === 1n;
}

/** Until the transaction ends, no other try of this account is looked at. */
export async function lockTypedTries(tx: Tx, accountId: string): Promise<void> {
  await sql`select pg_advisory_xact_lock(hashtextextended(${`typed-code:${accountId}`}, 0))`.execute(tx);
}

export async function typedTriesSince(db: Db, accountId: string, since: Date): Promise<number> {
  const row = await tables(db)
    .selectFrom('scan_sessions.typed_try')
    .select((eb) => eb.fn.countAll<number>().as('tries'))
    .where('account_id', '=', accountId)
    .where('at', '>', since)
    .executeTakeFirstOrThrow();
  return row.tries;
}

export async function noteTypedTry(db: Db, accountId: string, at: Date): Promise<void> {
  await tables(db).insertInto('scan_sessions.typed_try').values({ account_id: accountId, at }).execute();
}

function sessionOf(row: Row): Session {
  return {
    id: row.id,
    platformId: row.platform_id,
    kind: row.kind,
    origin: row.origin,
    display: row.display,
    digest: row.digest,
    browserAddress: row.browser_address,
    browserAgent: row.browser_agent,
    uscc: row.uscc,
    oidc: row.oidc,
    openedAt: row.opened_at,
    scanBy: row.scan_by,
    scannedAt: row.scanned_at,
    actBy: row.act_by,
    accountId: row.account_id,
    jkt: row.jkt,
    number: row.number,
    numbers: row.numbers,
    certificateId: row.certificate_id,
    sealId: row.seal_id,
    statement: row.statement,
    ceremonyId: row.ceremony_id,
    confirmedAt: row.confirmed_at,
    statementSignature: row.statement_signature,
    refusedAt: row.refused_at,
    failedAt: row.failed_at,
    resultTakenAt: row.result_taken_at,
  };
}
