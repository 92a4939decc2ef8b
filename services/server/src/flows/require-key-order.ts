/** What keys ask of orders: keys are made for a paid order whose certificates do not exist yet. */
import { orderForIssuance } from '../domains/orders/index.ts';
import type { Db } from '../platform/database.ts';
import { Refusal } from '../platform/errors.ts';

/** Throws `orders/not-found`, `certificates/not-payable`, `certificates/already-issued`. */
export async function requireKeyOrder(db: Db, order: { accountId: string; orderId: string }): Promise<void> {
  const { issuedAt } = await orderForIssuance(db, order);
  if (issuedAt !== null) throw new Refusal('certificates/already-issued');
}
