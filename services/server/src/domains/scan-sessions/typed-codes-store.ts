/** SQL of typed codes: which session one names, and who has tried how many. */
import { sql } from 'kysely';
import type { Db, Tx } from '../../platform/database.ts';
import type { Session } from './model.ts';
import { sessionOf, sessionTables } from './session-table.ts';

/** The unscanned session with this typed code; there is one at most. */
export async function sessionByTypedCode(db: Db, typedCode: string): Promise<Session | undefined> {
  const row = await sessionTables(db)
    .selectFrom('scan_sessions.session')
    .selectAll()
    .where('typed_code', '=', typedCode)
    .where('scanned_at', 'is', null)
    .executeTakeFirst();
  return row && sessionOf(row);
}

/** Frees the typed codes of sessions that nobody scanned in time, so that they can be given out again. */
export async function releaseTypedCode(tx: Tx, typedCode: string, now: Date): Promise<void> {
  await sessionTables(tx)
    .updateTable('scan_sessions.session')
    .set((eb) => ({ typed_code: eb('id', '||', '/expired') }))
    .where('typed_code', '=', typedCode)
    .where('scanned_at', 'is', null)
    .where('scan_by', '<=', now)
    .execute();
}

/** Until the transaction ends, no other try of this account is looked at. */
export async function lockTypedTries(tx: Tx, accountId: string): Promise<void> {
  await sql`select pg_advisory_xact_lock(hashtextextended(${`typed-code:${accountId}`}, 0))`.execute(tx);
}

export async function typedTriesSince(db: Db, accountId: string, since: Date): Promise<number> {
  const row = await sessionTables(db)
    .selectFrom('scan_sessions.typed_try')
    .select((eb) => eb.fn.countAll<number>().as('tries'))
    .where('account_id', '=', accountId)
    .where('at', '>', since)
    .executeTakeFirstOrThrow();
  return row.tries;
}

export async function noteTypedTry(db: Db, accountId: string, at: Date): Promise<void> {
  await sessionTables(db).insertInto('scan_sessions.typed_try').values({ account_id: accountId, at }).execute();
}
