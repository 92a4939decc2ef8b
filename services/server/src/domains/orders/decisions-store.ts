/** SQL of submit, acceptance, approval and refusal: each one conditional UPDATE, false when somebody was faster. */
import { type Selectable, sql } from 'kysely';
import type { Db, Tx } from '../../platform/database.ts';
import type { FieldCipher } from '../../platform/field-cipher.ts';
import { editable } from './drafts-store.ts';
import type { Order } from './model.ts';
import { type OrderTables, orderTables, readOrderRow } from './order-table.ts';

/** Submits what was checked: not when form or materials changed since `revision`. */
export async function submit(
  tx: Tx,
  order: Pick<Order, 'id' | 'accountId' | 'revision'> & { at: Date; priceCents: number; materialsDigest: Uint8Array },
): Promise<boolean> {
  const result = await editable(tx, order.accountId, order.id)
    .set({
      submitted_at: order.at,
      price_cents: order.priceCents,
      materials_digest: Buffer.from(order.materialsDigest),
      // A new round: the decisions of the last one stay in the history.
      accepted_at: null,
      accepted_by: null,
      refused_at: null,
      refused_by: null,
    })
    .where('revision', '=', order.revision)
    .executeTakeFirst();
  return result.numUpdatedRows === 1n;
}

export interface DecisionFacts {
  orderId: string;
  operatorId: string;
  at: Date;
  /** Of the order that was checked: one handed in again meanwhile is another. */
  revision: number;
}

const underReview = (tx: Tx, { orderId, revision }: DecisionFacts) =>
  orderTables(tx)
    .updateTable('orders.order')
    .where('id', '=', orderId)
    .where('revision', '=', revision)
    .where('submitted_at', 'is not', null)
    .where('refused_at', 'is', null)
    .where('approved_at', 'is', null);

export async function accept(tx: Tx, decision: DecisionFacts): Promise<boolean> {
  const { operatorId, at } = decision;
  const result = await underReview(tx, decision)
    .set({ accepted_at: at, accepted_by: operatorId })
    .where('accepted_at', 'is', null)
    .executeTakeFirst();
  return result.numUpdatedRows === 1n;
}

/** Throws the unique violation `order_approved_claim` when another order holds the uscc. */
export async function approve(tx: Tx, decision: DecisionFacts): Promise<boolean> {
  const { operatorId, at } = decision;
  const result = await underReview(tx, decision)
    .set({ approved_at: at, approved_by: operatorId })
    .where('accepted_at', 'is not', null)
    .where('accepted_by', '<>', operatorId)
    .executeTakeFirst();
  return result.numUpdatedRows === 1n;
}

/** Refuses in the queue the operator saw the order in; at audit not by whoever accepted it. */
export async function refuse(tx: Tx, decision: DecisionFacts & { queue: 'acceptance' | 'audit' }): Promise<boolean> {
  const { operatorId, at, queue } = decision;
  const update = underReview(tx, decision).set({ refused_at: at, refused_by: operatorId });
  const result = await (queue === 'acceptance'
    ? update.where('accepted_at', 'is', null)
    : update.where('accepted_at', 'is not', null).where('accepted_by', '<>', operatorId)
  ).executeTakeFirst();
  return result.numUpdatedRows === 1n;
}

/** An order that was handed in; a draft is its applicant's own business. */
export async function submittedOrder(db: Db, cipher: FieldCipher, orderId: string): Promise<Order | undefined> {
  const row: Selectable<OrderTables['orders.order']> | undefined = await orderTables(db)
    .selectFrom('orders.order')
    .selectAll()
    .where('id', '=', orderId)
    .where('submitted_at', 'is not', null)
    .executeTakeFirst();
  return row && readOrderRow(cipher, row);
}

export async function orderExists(db: Db, orderId: string): Promise<boolean> {
  const row = await orderTables(db)
    .selectFrom('orders.order')
    .select(sql<number>`1`.as('one'))
    .where('id', '=', orderId)
    .executeTakeFirst();
  return row !== undefined;
}

/** True when another account's claim of this uscc is under review or further. */
export async function hasRivalClaim(db: Db, order: Pick<Order, 'id' | 'form'>): Promise<boolean> {
  const row = await orderTables(db)
    .selectFrom('orders.order')
    .select('id')
    .where('uscc', '=', order.form.uscc)
    .where('id', '<>', order.id)
    .where('submitted_at', 'is not', null)
    .where('refused_at', 'is', null)
    .executeTakeFirst();
  return row !== undefined;
}
