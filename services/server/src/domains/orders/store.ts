/** SQL that reads orders. Drafts: drafts-store.ts; decisions: decisions-store.ts; payment and issuance: fulfilment-store.ts. */
import type { Db } from '../../platform/database.ts';
import type { FieldCipher } from '../../platform/field-cipher.ts';
import type { Order } from './model.ts';
import { orderTables, readOrderRow } from './order-table.ts';

/** An order of this account; another account's is as good as none. */
export async function orderOfAccount(
  db: Db,
  cipher: FieldCipher,
  { accountId, orderId }: { accountId: string; orderId: string },
): Promise<Order | undefined> {
  const row = await orderTables(db)
    .selectFrom('orders.order')
    .selectAll()
    .where('id', '=', orderId)
    .where('account_id', '=', accountId)
    .executeTakeFirst();
  return row && readOrderRow(cipher, row);
}

export async function orderByRequest(db: Db, cipher: FieldCipher, accountId: string, requestId: string) {
  const row = await orderTables(db)
    .selectFrom('orders.order')
    .selectAll()
    .where('account_id', '=', accountId)
    .where('request_id', '=', requestId)
    .executeTakeFirst();
  return row && readOrderRow(cipher, row);
}

/** The account's claim of this enterprise that has not come to its end. */
export async function openClaimId(db: Db, accountId: string, uscc: string): Promise<string | undefined> {
  const row = await orderTables(db)
    .selectFrom('orders.order')
    .select('id')
    .where('account_id', '=', accountId)
    .where('uscc', '=', uscc)
    .where('issued_at', 'is', null)
    .executeTakeFirst();
  return row?.id;
}

export async function countOpenOrders(db: Db, accountId: string): Promise<number> {
  const row = await orderTables(db)
    .selectFrom('orders.order')
    .select((eb) => eb.fn.countAll<number>().as('count'))
    .where('account_id', '=', accountId)
    .where('issued_at', 'is', null)
    .executeTakeFirstOrThrow();
  return row.count;
}

export async function ordersOfAccount(db: Db, cipher: FieldCipher, accountId: string): Promise<Order[]> {
  const rows = await orderTables(db)
    .selectFrom('orders.order')
    .selectAll()
    .where('account_id', '=', accountId)
    .orderBy('created_at', 'desc')
    .orderBy('number', 'desc')
    .execute();
  return rows.map((row) => readOrderRow(cipher, row));
}
