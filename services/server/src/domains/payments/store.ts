/** SQL of payments. Each change is one conditional UPDATE. */
import type { ColumnType, Generated, Selectable } from 'kysely';
import type { Db, Tx } from '../../platform/database.ts';
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

const tables = (db: Db) => db.withTables<PaymentTables>();

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

const all = (db: Db) => tables(db).selectFrom('payments.payment').selectAll();

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

/** False when the order has an open payment already. */
export async function insertPayment(
  tx: Tx,
  payment: Pick<Payment, 'id' | 'orderId' | 'accountId' | 'outTradeNo' | 'amountCents' | 'createdAt' | 'expiresAt'>,
): Promise<boolean> {
  const result = await tables(tx)
    .insertInto('payments.payment')
    .values({
      id: payment.id,
      order_id: payment.orderId,
      account_id: payment.accountId,
      out_trade_no: payment.outTradeNo,
      amount_cents: payment.amountCents,
      created_at: payment.createdAt,
      expires_at: payment.expiresAt,
    })
    .onConflict((oc) => oc.doNothing())
    .executeTakeFirst();
  return result.numInsertedOrUpdatedRows === 1n;
}

/** Keeps the QR code of the first answer. */
export async function keepQrCode(db: Db, id: string, answer: { qrCode: string; expiresAt: Date }): Promise<void> {
  await tables(db)
    .updateTable('payments.payment')
    .set({ qr_code: answer.qrCode, expires_at: answer.expiresAt })
    .where('id', '=', id)
    .where('qr_code', 'is', null)
    .execute();
}

/** Takes the right to ask the provider now; false when somebody asked since `before`. */
export async function claimQuestion(
  db: Db,
  id: string,
  { now, before }: { now: Date; before: Date },
): Promise<boolean> {
  const result = await tables(db)
    .updateTable('payments.payment')
    .set({ asked_at: now })
    .where('id', '=', id)
    .where((eb) => eb.or([eb('asked_at', 'is', null), eb('asked_at', '<=', before)]))
    .executeTakeFirst();
  return result.numUpdatedRows === 1n;
}

/**
 * Notes that the money came; false when that was noted before. A closed payment can still be paid: the provider has
 * the last word on money. It is a surplus until the order takes it.
 */
export async function takePayment(tx: Tx, payment: { id: string; at: Date; tradeNo: string }): Promise<boolean> {
  const result = await tables(tx)
    .updateTable('payments.payment')
    .set({ paid_at: payment.at, provider_trade_no: payment.tradeNo, surplus: true })
    .where('id', '=', payment.id)
    .where('paid_at', 'is', null)
    .executeTakeFirst();
  return result.numUpdatedRows === 1n;
}

/** The order took the money. */
export async function countPayment(tx: Tx, id: string): Promise<void> {
  await tables(tx).updateTable('payments.payment').set({ surplus: false }).where('id', '=', id).execute();
}

export async function closePayment(tx: Tx, id: string, at: Date): Promise<boolean> {
  const result = await tables(tx)
    .updateTable('payments.payment')
    .set({ closed_at: at })
    .where('id', '=', id)
    .where('paid_at', 'is', null)
    .where('closed_at', 'is', null)
    .executeTakeFirst();
  return result.numUpdatedRows === 1n;
}
