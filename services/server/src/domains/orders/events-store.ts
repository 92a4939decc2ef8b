/** SQL of an order's history: one row per step, never changed. */
import { randomUUID } from 'node:crypto';
import type { ORDER_EVENTS, REFUSAL_REASONS } from '@qianyin/contract';
import type { Generated } from 'kysely';
import type { Db, Tx } from '../../platform/database.ts';
import type { FieldCipher } from '../../platform/field-cipher.ts';

export type OrderEventName = (typeof ORDER_EVENTS)[number];
export type RefusalReason = (typeof REFUSAL_REASONS)[number];

export type OrderEventTables = {
  'orders.event': {
    id: string;
    position: Generated<number>;
    order_id: string;
    event: OrderEventName;
    at: Date;
    operator_id: string | null;
    reason: RefusalReason | null;
    note_sealed: Buffer | null;
  };
};

export interface OrderEvent {
  orderId: string;
  event: OrderEventName;
  at: Date;
  operatorId: string | null;
  reason: RefusalReason | null;
  note: string | null;
}

const tables = (db: Db) => db.withTables<OrderEventTables>();
const notePlace = (eventId: string): string => `orders.event.note:${eventId}`;

/** A step without words of an operator. */
export async function insertEvent(
  tx: Tx,
  event: { orderId: string; event: OrderEventName; at: Date; operatorId?: string },
): Promise<void> {
  await tables(tx)
    .insertInto('orders.event')
    .values({
      id: randomUUID(),
      order_id: event.orderId,
      event: event.event,
      at: event.at,
      operator_id: event.operatorId ?? null,
      reason: null,
      note_sealed: null,
    })
    .execute();
}

/** The note is written about a person, so it is kept as ciphertext. */
export async function insertRefusal(
  tx: Tx,
  cipher: FieldCipher,
  refusal: { orderId: string; at: Date; operatorId: string; reason: RefusalReason; note: string },
): Promise<void> {
  const id = randomUUID();
  await tables(tx)
    .insertInto('orders.event')
    .values({
      id,
      order_id: refusal.orderId,
      event: 'refused',
      at: refusal.at,
      operator_id: refusal.operatorId,
      reason: refusal.reason,
      note_sealed: refusal.note === '' ? null : cipher.seal(refusal.note, notePlace(id)),
    })
    .execute();
}

/** Oldest first, by order. */
export async function eventsOf(
  db: Db,
  cipher: FieldCipher,
  orderIds: readonly string[],
): Promise<Map<string, OrderEvent[]>> {
  const events = new Map<string, OrderEvent[]>(orderIds.map((id) => [id, []]));
  if (orderIds.length === 0) return events;
  const rows = await tables(db)
    .selectFrom('orders.event')
    .selectAll()
    .where('order_id', 'in', orderIds)
    .orderBy('position')
    .execute();
  for (const row of rows)
    events.get(row.order_id)?.push({
      orderId: row.order_id,
      event: row.event,
      at: row.at,
      operatorId: row.operator_id,
      reason: row.reason,
      note: row.note_sealed && cipher.open(row.note_sealed, notePlace(row.id)),
    });
  return events;
}
