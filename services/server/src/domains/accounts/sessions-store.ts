/** SQL of wallet and desk sessions and of the DPoP proofs already seen. */
import type { OperatorRole } from '@qianyin/contract';
import { type Insertable, sql } from 'kysely';
import type { Db, Tx } from '../../platform/database.ts';

export type SessionTables = {
  'accounts.wallet_session': {
    token_hash: Buffer;
    account_id: string;
    jkt: string;
    created_at: Date;
    expires_at: Date;
    ended_at: Date | null;
  };
  'accounts.desk_session': {
    token_hash: Buffer;
    operator_id: string;
    created_at: Date;
    expires_at: Date;
    ended_at: Date | null;
  };
  'accounts.dpop_proof': { jti_hash: Buffer; seen_at: Date };
  'accounts.operator': {
    id: string;
    name: string;
    display_name: string;
    password_hash: string;
    roles: OperatorRole[];
    failures: number;
    locked_until: Date | null;
    created_at: Date;
    ended_at: Date | null;
  };
};

const tables = (db: Db) => db.withTables<SessionTables>();

export async function insertWalletSession(
  tx: Tx,
  session: Insertable<SessionTables['accounts.wallet_session']>,
): Promise<void> {
  await tables(tx).insertInto('accounts.wallet_session').values(session).execute();
}

export async function liveWalletSession(db: Db, tokenHash: Buffer, now: Date) {
  return tables(db)
    .selectFrom('accounts.wallet_session')
    .select(['account_id', 'jkt'])
    .where('token_hash', '=', tokenHash)
    .where('ended_at', 'is', null)
    .where('expires_at', '>', now)
    .executeTakeFirst();
}

export async function endWalletSession(tx: Tx, tokenHash: Buffer, at: Date): Promise<void> {
  await tables(tx)
    .updateTable('accounts.wallet_session')
    .set({ ended_at: at })
    .where('token_hash', '=', tokenHash)
    .where('ended_at', 'is', null)
    .execute();
}

/** False when this proof was used before. */
export async function rememberProof(db: Db, jtiHash: Buffer, at: Date): Promise<boolean> {
  const result = await tables(db)
    .insertInto('accounts.dpop_proof')
    .values({ jti_hash: jtiHash, seen_at: at })
    .onConflict((oc) => oc.doNothing())
    .executeTakeFirst();
  return result.numInsertedOrUpdatedRows === 1n;
}

export async function forgetProofs(db: Db, before: Date): Promise<void> {
  await tables(db).deleteFrom('accounts.dpop_proof').where('seen_at', '<', before).execute();
}

export async function insertDeskSession(
  tx: Tx,
  session: Insertable<SessionTables['accounts.desk_session']>,
): Promise<void> {
  await tables(tx).insertInto('accounts.desk_session').values(session).execute();
}

export async function liveDeskSession(db: Db, tokenHash: Buffer, now: Date) {
  return tables(db)
    .selectFrom('accounts.desk_session as s')
    .innerJoin('accounts.operator as o', 'o.id', 's.operator_id')
    .select(['o.id', 'o.name', 'o.display_name', 'o.roles'])
    .where('s.token_hash', '=', tokenHash)
    .where('s.ended_at', 'is', null)
    .where('s.expires_at', '>', now)
    .where('o.ended_at', 'is', null)
    .executeTakeFirst();
}

export async function endDeskSession(tx: Tx, tokenHash: Buffer, at: Date): Promise<void> {
  await tables(tx)
    .updateTable('accounts.desk_session')
    .set({ ended_at: at })
    .where('token_hash', '=', tokenHash)
    .execute();
}

export async function operatorByName(db: Db, name: string) {
  return tables(db)
    .selectFrom('accounts.operator')
    .selectAll()
    .where('name', '=', name)
    .where('ended_at', 'is', null)
    .executeTakeFirst();
}

/** Counts a failure before the password is compared; at the limit the lock falls in the same statement. */
export async function countOperatorTry(
  db: Db,
  id: string,
  limit: number,
  now: Date,
  lockedUntil: Date,
): Promise<boolean> {
  const row = await tables(db)
    .updateTable('accounts.operator')
    .set((eb) => ({
      failures: eb('failures', '+', 1),
      locked_until: eb
        .case()
        .when('failures', '>=', limit - 1)
        // Inside a case a parameter has no type of its own.
        .then(sql<Date>`${lockedUntil}::timestamptz`)
        .else(null)
        .end(),
    }))
    .where('id', '=', id)
    .where((eb) => eb.or([eb('locked_until', 'is', null), eb('locked_until', '<=', now)]))
    .returning('id')
    .executeTakeFirst();
  return row !== undefined;
}

export async function clearOperatorTries(tx: Tx, id: string): Promise<void> {
  await tables(tx)
    .updateTable('accounts.operator')
    .set({ failures: 0, locked_until: null })
    .where('id', '=', id)
    .execute();
}

export async function insertOperator(
  tx: Tx,
  operator: Insertable<SessionTables['accounts.operator']>,
): Promise<boolean> {
  const result = await tables(tx)
    .insertInto('accounts.operator')
    .values(operator)
    .onConflict((oc) => oc.column('name').doNothing())
    .executeTakeFirst();
  return result.numInsertedOrUpdatedRows === 1n;
}

/** Names of operators by id, for histories. */
export async function operatorNames(db: Db, ids: readonly string[]): Promise<Map<string, string>> {
  if (ids.length === 0) return new Map();
  const rows = await tables(db)
    .selectFrom('accounts.operator')
    .select(['id', 'display_name'])
    .where('id', 'in', ids)
    .execute();
  return new Map(rows.map((row) => [row.id, row.display_name]));
}
