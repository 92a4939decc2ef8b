/** Sends an order back to its applicant, at acceptance or audit, with a reason and the materials to upload again. */
import type { Clock } from '../../../platform/clock.ts';
import { type Db, inTransaction } from '../../../platform/database.ts';
import { Refusal, found } from '../../../platform/errors.ts';
import type { FieldCipher } from '../../../platform/field-cipher.ts';
import { textAccount } from '../../accounts/index.ts';
import { recordAudit } from '../../audit/index.ts';
import { refuse, submittedOrder } from '../decisions-store.ts';
import { type RefusalReason, insertRefusal } from '../events-store.ts';
import { refuseMaterials } from '../materials-store.ts';
import { refusedText } from '../messages.ts';
import { type Order, queueOf } from '../model.ts';
import { type Subject, decidable, lostTo } from './decide.ts';

interface RefusalWish extends Subject {
  reason: RefusalReason;
  note: string;
  materialIds: readonly string[];
}

export async function refuseOrder(
  deps: { db: Db; clock: Clock; cipher: FieldCipher },
  wish: RefusalWish,
): Promise<Order> {
  const { db, clock, cipher } = deps;
  const { orderId, operator, reason, note, materialIds } = wish;
  const order = await decidable(deps, 'refuse', wish);
  const queue = queueOf(order) ?? 'acceptance';
  const ids = [...new Set(materialIds)];
  await inTransaction(db, async (tx) => {
    const now = clock.now();
    if (!(await refuse(tx, { orderId, operatorId: operator.id, at: now, queue, revision: order.revision })))
      throw new Refusal(await lostTo({ db: tx, cipher }, 'refuse', orderId, operator.id));
    if ((await refuseMaterials(tx, { orderId, ids, reason })) !== ids.length)
      throw new Refusal('request/invalid', { fields: { materialIds: 'unknown' } });
    await insertRefusal(tx, cipher, { orderId, at: now, operatorId: operator.id, reason, note });
    await recordAudit(tx, {
      at: now,
      actor: { kind: 'operator', id: operator.id },
      action: 'refuse-order',
      subject: { kind: 'order', id: orderId },
      details: { reason, queue, materials: ids.length },
    });
    await textAccount(tx, { cipher }, { accountId: order.accountId, text: refusedText(order, reason), at: now });
  });
  return found(await submittedOrder(db, cipher, orderId), 'orders/not-found');
}
