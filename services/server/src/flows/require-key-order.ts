/** What keys ask of orders: keys are made for a paid order whose certificates have not begun to be issued. */
import { isBeingIssued } from '../domains/certificates/index.ts';
import { orderForIssuance } from '../domains/orders/index.ts';
import type { Db } from '../platform/database.ts';
import { Refusal } from '../platform/errors.ts';

/** Throws `orders/not-found`, `certificates/not-payable`, `certificates/already-issued`. */
export async function requireKeyOrder(db: Db, order: { accountId: string; orderId: string }): Promise<void> {
  const { issuedAt } = await orderForIssuance(db, order);
  // From the first prepared certificate on the keys stand in bytes that may be signed already.
  if (issuedAt !== null || (await isBeingIssued(db, order.orderId))) throw new Refusal('certificates/already-issued');
}
