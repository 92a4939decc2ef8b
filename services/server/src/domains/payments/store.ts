/** SQL that reads payments, and their table. Changes: transitions-store.ts. */
import type { ColumnType, Generated, Selectable } from 'kysely';
import type { Db } from '../../platform/database.ts';
import type { Payment } from './model.ts';

/** Null until it happens; not given at insert. */
type Later<T> = ColumnType<T | null, never, T | null>;

export type PaymentTables = {
  'payments.payment': {
    id: string;
    order_id: string;
    account_id: string;
    out_trade_no: string;
    amount_cents: number;
    created_at: Date;
    qr_code: Later<string>;
    expires_at: Date;
    asked_at: Later<Date>;
    paid_at: Later<Date>;
    provider_trade_no: Later<string>;
    surplus: Generated<boolean>;
    closed_at: Later<Date>;
  };
};

export const paymentTables = (db: Db) => db.withTables<PaymentTables>();

function readRow(row: Selectable<PaymentTables['payments.payment']>): Payment {
  return {
    id: row.id,
    orderId: row.order_id,
    accountId: row.account_id,
    outTradeNo: row.out_trade_no,
    amountCents: row.amount_cents,
    createdAt: row.created_at,
    qrCode: row.qr_code,
    expiresAt: row.expires_at,
    askedAt: row.asked_at,
    paidAt: row.paid_at,
    surplus: row.surplus,
    closedAt: row.closed_at,
  };
}

const all = (db: Db) => paymentTables(db).selectFrom('payments.payment').selectAll();

export async function openPayment(db: Db, orderId: string): Promise<Payment | undefined> {
  const row = await all(db)
    .where('order_id', '=', orderId)
    .where('paid_at', 'is', null)
    .where('closed_at', 'is', null)
    .executeTakeFirst();
  return row && readRow(row);
}

/** The payment that counts: the paid one, else the newest; only of this account. */
export async function currentPayment(
  db: Db,
  { accountId, orderId }: { accountId: string; orderId: string },
): Promise<Payment | undefined> {
  const row = await all(db)
    .where('order_id', '=', orderId)
    .where('account_id', '=', accountId)
    .orderBy((eb) => eb.and([eb('paid_at', 'is not', null), eb('surplus', '=', false)]), 'desc')
    .orderBy('created_at', 'desc')
    .executeTakeFirst();
  return row && readRow(row);
}

export async function paymentById(db: Db, id: string): Promise<Payment> {
  return readRow(await all(db).where('id', '=', id).executeTakeFirstOrThrow());
}

export async function paymentByOutTradeNo(db: Db, outTradeNo: string): Promise<Payment | undefined> {
  const row = await all(db).where('out_trade_no', '=', outTradeNo).executeTakeFirst();
  return row && readRow(row);
}

/** Open payments, the longest unasked first. */
export async function openPayments(db: Db, limit: number): Promise<Payment[]> {
  const rows = await all(db)
    .where('paid_at', 'is', null)
    .where('closed_at', 'is', null)
    .orderBy('asked_at', (direction) => direction.asc().nullsFirst())
    .limit(limit)
    .execute();
  return rows.map(readRow);
}
