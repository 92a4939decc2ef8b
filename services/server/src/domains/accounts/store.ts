/** SQL of accounts and login codes. Messages, sessions and operators have stores of their own. */
import { type Insertable, sql } from 'kysely';
import type { Db, Tx } from '../../platform/database.ts';
import type { FieldCipher } from '../../platform/field-cipher.ts';

export type AccountsTables = {
  'accounts.account': { id: string; phone_sealed: Buffer; phone_index: Buffer; created_at: Date };
  'accounts.login_code': {
    id: string;
    phone_index: Buffer;
    code_hash: Buffer;
    sent_at: Date;
    expires_at: Date;
    tries: number;
    used_at: Date | null;
  };
};

const tables = (db: Db) => db.withTables<AccountsTables>();
const phonePlace = (accountId: string): string => `accounts.account.phone:${accountId}`;

/** One sender per phone at a time, so that the hourly limit holds for parallel requests. */
export async function lockPhone(tx: Tx, phoneIndex: Buffer): Promise<void> {
  await sql`select pg_advisory_xact_lock(${phoneIndex.readInt32BE(0)}, ${phoneIndex.readInt32BE(4)})`.execute(tx);
}

/** When codes were sent to this phone since `since`, newest first. */
export async function codesSentSince(tx: Tx, phoneIndex: Buffer, since: Date): Promise<Date[]> {
  const rows = await tables(tx)
    .selectFrom('accounts.login_code')
    .select('sent_at')
    .where('phone_index', '=', phoneIndex)
    .where('sent_at', '>', since)
    .orderBy('sent_at', 'desc')
    .execute();
  return rows.map((row) => row.sent_at);
}

export async function insertCode(tx: Tx, code: Insertable<AccountsTables['accounts.login_code']>): Promise<void> {
  await tables(tx).insertInto('accounts.login_code').values(code).execute();
}

/** Counts a try on the newest code of the phone and returns it; undefined when there is none with a try left. */
export async function tryNewestCode(db: Db, phoneIndex: Buffer, triesAllowed: number) {
  return tables(db)
    .updateTable('accounts.login_code')
    .set((eb) => ({ tries: eb('tries', '+', 1) }))
    .where('id', '=', (eb) =>
      eb
        .selectFrom('accounts.login_code')
        .select('id')
        .where('phone_index', '=', phoneIndex)
        .orderBy('sent_at', 'desc')
        .limit(1),
    )
    .where('tries', '<', triesAllowed)
    .returning(['id', 'code_hash', 'expires_at', 'used_at', 'tries'])
    .executeTakeFirst();
}

export async function hasCode(db: Db, phoneIndex: Buffer): Promise<boolean> {
  const row = await tables(db)
    .selectFrom('accounts.login_code')
    .select('id')
    .where('phone_index', '=', phoneIndex)
    .executeTakeFirst();
  return row !== undefined;
}

/** A code logs in once: false when somebody was faster. */
export async function useCode(tx: Tx, id: string, at: Date): Promise<boolean> {
  const result = await tables(tx)
    .updateTable('accounts.login_code')
    .set({ used_at: at })
    .where('id', '=', id)
    .where('used_at', 'is', null)
    .executeTakeFirst();
  return result.numUpdatedRows === 1n;
}

/** The account of this phone, made when there is none; `created` tells which. */
export async function accountOfPhone(
  tx: Tx,
  cipher: FieldCipher,
  phone: { number: string; index: Buffer; newId: string; at: Date },
): Promise<{ id: string; created: boolean }> {
  const inserted = await tables(tx)
    .insertInto('accounts.account')
    .values({
      id: phone.newId,
      phone_sealed: cipher.seal(phone.number, phonePlace(phone.newId)),
      phone_index: phone.index,
      created_at: phone.at,
    })
    .onConflict((oc) => oc.column('phone_index').doNothing())
    .returning('id')
    .executeTakeFirst();
  if (inserted !== undefined) return { id: inserted.id, created: true };
  const existing = await tables(tx)
    .selectFrom('accounts.account')
    .select('id')
    .where('phone_index', '=', phone.index)
    .executeTakeFirstOrThrow();
  return { id: existing.id, created: false };
}

export async function accountPhone(db: Db, cipher: FieldCipher, accountId: string): Promise<string> {
  const row = await tables(db)
    .selectFrom('accounts.account')
    .select('phone_sealed')
    .where('id', '=', accountId)
    .executeTakeFirstOrThrow();
  return cipher.open(row.phone_sealed, phonePlace(accountId));
}
