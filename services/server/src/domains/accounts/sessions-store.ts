/** SQL of wallet and desk sessions and of the DPoP proofs already seen. */
import type { Insertable } from 'kysely';
import type { Db, Tx } from '../../platform/database.ts';
import type { OperatorTables } from './operators-store.ts';

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
};

const tables = (db: Db) => db.withTables<SessionTables & OperatorTables>();

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
