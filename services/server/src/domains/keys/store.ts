/** SQL of the keys' holders. */
import type { Db, Tx } from '../../platform/database.ts';

export type KeyPurpose = 'signing' | 'encryption';

type KeysTables = {
  'keys.key': {
    id: string;
    account_id: string;
    jkt: string;
    order_id: string;
    purpose: KeyPurpose;
    public_key: Buffer;
    created_at: Date;
    ended_at: Date | null;
  };
};

export interface KeyRow {
  id: string;
  accountId: string;
  jkt: string;
  orderId: string;
  purpose: KeyPurpose;
  publicKey: Buffer;
  endedAt: Date | null;
}

const tables = (db: Db) => db.withTables<KeysTables>();

/** The key of this account; another account's key is not found. */
export async function keyOf(
  db: Db,
  { accountId, keyId }: { accountId: string; keyId: string },
): Promise<KeyRow | undefined> {
  const row = await tables(db)
    .selectFrom('keys.key')
    .selectAll()
    .where('id', '=', keyId)
    .where('account_id', '=', accountId)
    .executeTakeFirst();
  return row && rowOf(row);
}

/** The keys of an order that have not ended: one of each purpose at most. */
export async function keysOfOrder(db: Db, orderId: string): Promise<KeyRow[]> {
  const rows = await tables(db)
    .selectFrom('keys.key')
    .selectAll()
    .where('order_id', '=', orderId)
    .where('ended_at', 'is', null)
    .execute();
  return rows.map(rowOf);
}

export async function markEnded(tx: Tx, keyId: string, at: Date): Promise<void> {
  await tables(tx)
    .updateTable('keys.key')
    .set({ ended_at: at })
    .where('id', '=', keyId)
    .where('ended_at', 'is', null)
    .execute();
}

/** False when the id, or a live key of the order with this purpose, is there already. */
export async function insertKey(tx: Tx, key: Omit<KeyRow, 'endedAt'>, at: Date): Promise<boolean> {
  const result = await tables(tx)
    .insertInto('keys.key')
    .values({
      id: key.id,
      account_id: key.accountId,
      jkt: key.jkt,
      order_id: key.orderId,
      purpose: key.purpose,
      public_key: key.publicKey,
      created_at: at,
      ended_at: null,
    })
    .onConflict((oc) => oc.doNothing())
    .executeTakeFirst();
  return result.numInsertedOrUpdatedRows === 1n;
}

function rowOf(row: KeysTables['keys.key']): KeyRow {
  return {
    id: row.id,
    accountId: row.account_id,
    jkt: row.jkt,
    orderId: row.order_id,
    purpose: row.purpose,
    publicKey: row.public_key,
    endedAt: row.ended_at,
  };
}
