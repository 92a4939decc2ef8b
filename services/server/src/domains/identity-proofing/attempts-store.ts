/** SQL of tries: each is written before the provider is asked, so that parallel tries gain nothing. */
import { sql } from 'kysely';
import type { Db, Tx } from '../../platform/database.ts';
import type { ProofMethod } from './model.ts';

export type AttemptOutcome = 'matched' | 'mismatch' | 'unavailable';

type AttemptTables = {
  'identity_proofing.attempt': {
    id: string;
    account_id: string;
    method: ProofMethod;
    at: Date;
    outcome: AttemptOutcome | null;
    provider_result: string | null;
    provider_request_id: string | null;
  };
};

const tables = (db: Db) => db.withTables<AttemptTables>();

/** One counter per account at a time, so that the daily limit holds for parallel requests. */
export async function lockAttempts(tx: Tx, accountId: string): Promise<void> {
  await sql`select pg_advisory_xact_lock(hashtext('identity-proofing'), hashtext(${accountId}))`.execute(tx);
}

/** When this account tried since `since`, newest first; tries that the provider never answered do not count. */
export async function attemptsSince(tx: Tx, accountId: string, since: Date): Promise<Date[]> {
  const rows = await tables(tx)
    .selectFrom('identity_proofing.attempt')
    .select('at')
    .where('account_id', '=', accountId)
    .where('at', '>', since)
    .where((eb) => eb.or([eb('outcome', 'is', null), eb('outcome', '<>', 'unavailable')]))
    .orderBy('at', 'desc')
    .execute();
  return rows.map((row) => row.at);
}

export async function insertAttempt(
  db: Db,
  attempt: { id: string; accountId: string; method: ProofMethod; at: Date },
): Promise<void> {
  await tables(db)
    .insertInto('identity_proofing.attempt')
    .values({
      id: attempt.id,
      account_id: attempt.accountId,
      method: attempt.method,
      at: attempt.at,
      outcome: null,
      provider_result: null,
      provider_request_id: null,
    })
    .execute();
}

export async function closeAttempt(
  db: Db,
  id: string,
  answer: { outcome: AttemptOutcome; result?: string; requestId?: string },
): Promise<void> {
  await tables(db)
    .updateTable('identity_proofing.attempt')
    .set({
      outcome: answer.outcome,
      provider_result: answer.result ?? null,
      provider_request_id: answer.requestId ?? null,
    })
    .where('id', '=', id)
    .execute();
}
