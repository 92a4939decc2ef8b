/** Acceptance: an operator found the application complete and readable. */
import type { Clock } from '../../../platform/clock.ts';
import { type Db, inTransaction } from '../../../platform/database.ts';
import { Refusal, found } from '../../../platform/errors.ts';
import type { FieldCipher } from '../../../platform/field-cipher.ts';
import { recordAudit } from '../../audit/index.ts';
import { accept, orderExists, submittedOrder } from '../decisions-store.ts';
import { insertEvent } from '../events-store.ts';
import type { Order } from '../model.ts';
import { type Subject, decidable, lostTo } from './decide.ts';

export async function acceptOrder(
  deps: { db: Db; clock: Clock; cipher: FieldCipher },
  subject: Subject,
): Promise<Order> {
  const { db, clock, cipher } = deps;
  const { orderId, operator } = subject;
  if ((await submittedOrder(db, cipher, orderId)) === undefined && (await orderExists(db, orderId)))
    throw new Refusal('orders/not-submitted');
  const order = await decidable(deps, 'accept', subject);
  await inTransaction(db, async (tx) => {
    const now = clock.now();
    if (!(await accept(tx, { orderId, operatorId: operator.id, at: now, revision: order.revision })))
      throw new Refusal(await lostTo({ db: tx, cipher }, 'accept', orderId, operator.id));
    await insertEvent(tx, { orderId, event: 'accepted', at: now, operatorId: operator.id });
    await recordAudit(tx, {
      at: now,
      actor: { kind: 'operator', id: operator.id },
      action: 'accept-order',
      subject: { kind: 'order', id: orderId },
      details: { materialsDigest: Buffer.from(order.materialsDigest ?? []).toString('hex') },
    });
  });
  return found(await submittedOrder(db, cipher, orderId), 'orders/not-found');
}
