/** SQL of accounts, login codes and messages. Sessions and operators: sessions-store.ts, operators-store.ts. */
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
  'accounts.sms_message': {
    id: string;
    phone_sealed: Buffer;
    text_sealed: Buffer;
    created_at: Date;
    sent_at: Date | null;
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

const smsPlace = (id: string, column: 'phone' | 'text'): string => `accounts.sms_message.${column}:${id}`;

export async function insertSms(
  tx: Tx,
  cipher: FieldCipher,
  message: { id: string; phone: string; text: string; at: Date },
): Promise<void> {
  await tables(tx)
    .insertInto('accounts.sms_message')
    .values({
      id: message.id,
      phone_sealed: cipher.seal(message.phone, smsPlace(message.id, 'phone')),
      text_sealed: cipher.seal(message.text, smsPlace(message.id, 'text')),
      created_at: message.at,
      sent_at: null,
    })
    .execute();
}

export interface Sms {
  id: string;
  phone: string;
  text: string;
  createdAt: Date;
  sentAt: Date | null;
}

export async function readSms(db: Db, cipher: FieldCipher, id: string): Promise<Sms | undefined> {
  const row = await tables(db).selectFrom('accounts.sms_message').selectAll().where('id', '=', id).executeTakeFirst();
  return row && openSms(cipher, row);
}

export async function newestSms(db: Db, cipher: FieldCipher, limit: number): Promise<Sms[]> {
  const rows = await tables(db)
    .selectFrom('accounts.sms_message')
    .selectAll()
    .where('sent_at', 'is not', null)
    .orderBy('created_at', 'desc')
    .limit(limit)
    .execute();
  return rows.map((row) => openSms(cipher, row));
}

function openSms(
  cipher: FieldCipher,
  row: { id: string; phone_sealed: Buffer; text_sealed: Buffer; created_at: Date; sent_at: Date | null },
): Sms {
  return {
    id: row.id,
    phone: cipher.open(row.phone_sealed, smsPlace(row.id, 'phone')),
    text: cipher.open(row.text_sealed, smsPlace(row.id, 'text')),
    createdAt: row.created_at,
    sentAt: row.sent_at,
  };
}

export async function markSmsSent(db: Db, id: string, at: Date): Promise<void> {
  await tables(db).updateTable('accounts.sms_message').set({ sent_at: at }).where('id', '=', id).execute();
}
