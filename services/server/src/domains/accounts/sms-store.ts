/** SQL of outgoing messages; phone and text are ciphertext. */
import type { Selectable } from 'kysely';
import type { Db, Tx } from '../../platform/database.ts';
import type { FieldCipher } from '../../platform/field-cipher.ts';

export type SmsTables = {
  'accounts.sms_message': {
    id: string;
    phone_sealed: Buffer;
    text_sealed: Buffer;
    created_at: Date;
    sent_at: Date | null;
  };
};

export interface Sms {
  id: string;
  phone: string;
  text: string;
  createdAt: Date;
  sentAt: Date | null;
}

const tables = (db: Db) => db.withTables<SmsTables>();
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

export async function markSmsSent(db: Db, id: string, at: Date): Promise<void> {
  await tables(db).updateTable('accounts.sms_message').set({ sent_at: at }).where('id', '=', id).execute();
}

function openSms(cipher: FieldCipher, row: Selectable<SmsTables['accounts.sms_message']>): Sms {
  return {
    id: row.id,
    phone: cipher.open(row.phone_sealed, smsPlace(row.id, 'phone')),
    text: cipher.open(row.text_sealed, smsPlace(row.id, 'text')),
    createdAt: row.created_at,
    sentAt: row.sent_at,
  };
}
