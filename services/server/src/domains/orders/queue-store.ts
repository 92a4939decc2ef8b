/** SQL of the desk's queues, oldest submission first. */
import type { OrderQueue } from '@qianyin/contract';
import { sql } from 'kysely';
import type { Db } from '../../platform/database.ts';
import { QUEUE_LENGTH } from './model.ts';
import { orderTables } from './order-table.ts';

function inQueue(db: Db, queue: OrderQueue) {
  return orderTables(db)
    .selectFrom('orders.order')
    .where('submitted_at', 'is not', null)
    .where('refused_at', 'is', null)
    .where('approved_at', 'is', null)
    .where('accepted_at', queue === 'acceptance' ? 'is' : 'is not', null);
}

export async function queuedOrders(db: Db, queue: OrderQueue) {
  return inQueue(db, queue)
    .select(['id', 'number', 'product_id', 'unit_name', 'uscc', 'account_id', 'submitted_at', 'accepted_by'])
    .orderBy('submitted_at')
    .orderBy('id')
    .limit(QUEUE_LENGTH)
    .execute();
}

export async function queueCounts(db: Db): Promise<Record<OrderQueue, number>> {
  const count = async (queue: OrderQueue): Promise<number> => {
    const row = await inQueue(db, queue)
      .select((eb) => eb.fn.countAll<number>().as('count'))
      .executeTakeFirstOrThrow();
    return row.count;
  };
  return { acceptance: await count('acceptance'), audit: await count('audit') };
}

/** The orders before and after this one in a queue; the order itself may have left it. */
export async function neighbours(
  db: Db,
  queue: OrderQueue,
  order: { id: string; submittedAt: Date },
): Promise<{ nextId: string | null; previousId: string | null }> {
  const beside = async (direction: 'asc' | 'desc'): Promise<string | null> => {
    const row = await inQueue(db, queue)
      .select('id')
      .where(
        direction === 'asc'
          ? sql<boolean>`(submitted_at, id) > (${order.submittedAt}, ${order.id}::uuid)`
          : sql<boolean>`(submitted_at, id) < (${order.submittedAt}, ${order.id}::uuid)`,
      )
      .orderBy('submitted_at', direction)
      .orderBy('id', direction)
      .executeTakeFirst();
    return row?.id ?? null;
  };
  return { nextId: await beside('asc'), previousId: await beside('desc') };
}
