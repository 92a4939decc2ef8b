/** SQL of what follows the review: payment and issuance, offered to the domains above. */
import type { Db, Tx } from '../../platform/database.ts';
import { Refusal, found } from '../../platform/errors.ts';
import { insertEvent } from './events-store.ts';
import type { OrderForIssuance, OrderForPayment } from './model.ts';
import { orderTables } from './order-table.ts';

/**
 * A paid order of this account. Throws `orders/not-found` and, when it is not approved and paid,
 * `certificates/not-payable`.
 */
export async function orderForIssuance(
  db: Db,
  { accountId, orderId }: { accountId: string; orderId: string },
): Promise<OrderForIssuance> {
  const row = found(
    await orderTables(db)
      .selectFrom('orders.order')
      .selectAll()
      .where('id', '=', orderId)
      .where('account_id', '=', accountId)
      .executeTakeFirst(),
    'orders/not-found',
  );
  const { accepted_by: acceptedBy, approved_by: approvedBy, paid_at: paidAt } = row;
  if (acceptedBy === null || approvedBy === null || paidAt === null) throw new Refusal('certificates/not-payable');
  return {
    id: row.id,
    productId: row.product_id,
    subject: row.subject,
    years: row.years,
    form: {
      unitName: row.unit_name,
      uscc: row.uscc,
      legalRepresentative: row.legal_representative,
      registeredPlace: row.registered_place,
    },
    acceptedBy,
    approvedBy,
    paidAt,
    issuedAt: row.issued_at,
  };
}

/** Notes that the certificates exist; false when that was noted before. */
export async function markIssued(tx: Tx, { orderId, at }: { orderId: string; at: Date }): Promise<boolean> {
  const result = await orderTables(tx)
    .updateTable('orders.order')
    .set({ issued_at: at })
    .where('id', '=', orderId)
    .where('paid_at', 'is not', null)
    .where('issued_at', 'is', null)
    .executeTakeFirst();
  if (result.numUpdatedRows === 0n) return false;
  await insertEvent(tx, { orderId, event: 'issued', at });
  return true;
}

/** An order of this account with what a payment needs. Throws `orders/not-found`. */
export async function orderForPayment(
  db: Db,
  { accountId, orderId }: { accountId: string; orderId: string },
): Promise<OrderForPayment> {
  const row = await orderTables(db)
    .selectFrom('orders.order')
    .select(['id', 'number', 'account_id', 'product_id', 'unit_name', 'price_cents', 'approved_at', 'paid_at'])
    .where('id', '=', orderId)
    .where('account_id', '=', accountId)
    .executeTakeFirst();
  const order = found(row, 'orders/not-found');
  return {
    id: order.id,
    number: order.number,
    accountId: order.account_id,
    productId: order.product_id,
    unitName: order.unit_name,
    priceCents: order.price_cents ?? 0,
    approvedAt: order.approved_at,
    paidAt: order.paid_at,
  };
}

/** Notes that the order is paid; false when another payment had paid it before. */
export async function markPaid(
  tx: Tx,
  { orderId, at, paymentId }: { orderId: string; at: Date; paymentId: string },
): Promise<boolean> {
  const result = await orderTables(tx)
    .updateTable('orders.order')
    .set({ paid_at: at, payment_id: paymentId })
    .where('id', '=', orderId)
    .where('approved_at', 'is not', null)
    .where('paid_at', 'is', null)
    .executeTakeFirst();
  if (result.numUpdatedRows === 0n) return false;
  await insertEvent(tx, { orderId, event: 'paid', at });
  return true;
}
