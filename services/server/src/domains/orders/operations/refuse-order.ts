/** Sends an order back to its applicant, at acceptance or audit, with a reason and the materials to upload again. */
import type { Clock } from '../../../platform/clock.ts';
import { type Db, inTransaction } from '../../../platform/database.ts';
import { Refusal, found } from '../../../platform/errors.ts';
import type { FieldCipher } from '../../../platform/field-cipher.ts';
import { type Operator, textAccount } from '../../accounts/index.ts';
import { recordAudit } from '../../audit/index.ts';
import { refuse, submittedOrder } from '../decisions-store.ts';
import { type RefusalReason, insertRefusal } from '../events-store.ts';
import { refuseMaterials } from '../materials-store.ts';
import { refusedText } from '../messages.ts';
import { type Order, queueOf } from '../model.ts';
import { decidable, lostTo } from './decide.ts';

interface RefusalWish {
  orderId: string;
  operator: Operator;
  reason: RefusalReason;
  note: string;
  materialIds: readonly string[];
}

export async function refuseOrder(
  deps: { db: Db; clock: Clock; cipher: FieldCipher },
  { orderId, operator, reason, note, materialIds }: RefusalWish,
): Promise<Order> {
  const { db, clock, cipher } = deps;
  const order = await decidable(deps, 'refuse', orderId, operator);
  const queue = queueOf(order) ?? 'acceptance';
  const ids = [...new Set(materialIds)];
  await inTransaction(db, async (tx) => {
    const now = clock.now();
    if (!(await refuse(tx, { orderId, operatorId: operator.id, at: now, queue })))
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
