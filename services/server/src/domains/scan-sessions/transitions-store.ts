/** SQL of the moves of a session, each one conditional UPDATE. */
import type { Tx } from '../../platform/database.ts';
import type { Session } from './model.ts';
import { type SessionRow, sessionOf, sessionTables } from './session-table.ts';

/** The first phone wins: undefined when somebody was faster or the time had passed. */
export async function takeForPhone(
  tx: Tx,
  id: string,
  phone: { accountId: string; jkt: string; at: Date; actBy: Date; number: string | null; numbers: string[] | null },
): Promise<Session | undefined> {
  const row = await sessionTables(tx)
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
  facts: Partial<Omit<SessionRow, 'id'>>,
): Promise<boolean> {
  let update = sessionTables(tx)
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
  const result = await sessionTables(tx)
    .updateTable('scan_sessions.session')
    .set({ result_taken_at: at })
    .where('id', '=', id)
    .where('confirmed_at', 'is not', null)
    .where('result_taken_at', 'is', null)
    .executeTakeFirst();
  return result.numUpdatedRows === 1n;
}
