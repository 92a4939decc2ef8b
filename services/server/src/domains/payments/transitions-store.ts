/** SQL that changes payments: each change is one conditional UPDATE. */
import type { Db, Tx } from '../../platform/database.ts';
import type { Payment } from './model.ts';
import { paymentTables } from './store.ts';

/** False when the order has an open payment already. */
export async function insertPayment(
  tx: Tx,
  payment: Pick<Payment, 'id' | 'orderId' | 'accountId' | 'outTradeNo' | 'amountCents' | 'createdAt' | 'expiresAt'>,
): Promise<boolean> {
  const result = await paymentTables(tx)
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
  await paymentTables(db)
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
  const result = await paymentTables(db)
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
  const result = await paymentTables(tx)
    .updateTable('payments.payment')
    .set({ paid_at: payment.at, provider_trade_no: payment.tradeNo, surplus: true })
    .where('id', '=', payment.id)
    .where('paid_at', 'is', null)
    .executeTakeFirst();
  return result.numUpdatedRows === 1n;
}

/** The order took the money. */
export async function countPayment(tx: Tx, id: string): Promise<void> {
  await paymentTables(tx).updateTable('payments.payment').set({ surplus: false }).where('id', '=', id).execute();
}

export async function closePayment(tx: Tx, id: string, at: Date): Promise<boolean> {
  const result = await paymentTables(tx)
    .updateTable('payments.payment')
    .set({ closed_at: at })
    .where('id', '=', id)
    .where('paid_at', 'is', null)
    .where('closed_at', 'is', null)
    .executeTakeFirst();
  return result.numUpdatedRows === 1n;
}
