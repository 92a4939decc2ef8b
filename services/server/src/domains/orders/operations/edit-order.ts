/** Changes the form of a draft or refused order. */
import type { ClaimForm } from '@qianyin/contract';
import type { Clock } from '../../../platform/clock.ts';
import { type Db, inTransaction, violatesUnique } from '../../../platform/database.ts';
import { Refusal, found } from '../../../platform/errors.ts';
import type { FieldCipher } from '../../../platform/field-cipher.ts';
import { recordAudit } from '../../audit/index.ts';
import { requireClaimable } from '../../enterprises/index.ts';
import { updateForm } from '../drafts-store.ts';
import { type Order, isEditable } from '../model.ts';
import { orderOfAccount } from '../store.ts';

export async function editOrder(
  { db, clock, cipher }: { db: Db; clock: Clock; cipher: FieldCipher },
  { accountId, orderId, form }: { accountId: string; orderId: string; form: ClaimForm },
): Promise<Order> {
  const order = found(await orderOfAccount(db, cipher, { accountId, orderId }), 'orders/not-found');
  if (!isEditable(order)) throw new Refusal('orders/not-editable');
  await requireClaimable(db, { name: form.unitName, uscc: form.uscc });
  try {
    await inTransaction(db, async (tx) => {
      if (!(await updateForm(tx, cipher, { accountId, orderId, form }))) throw new Refusal('orders/not-editable');
      await recordAudit(tx, {
        at: clock.now(),
        actor: { kind: 'account', id: accountId },
        action: 'edit-order',
        subject: { kind: 'order', id: orderId },
        details: { uscc: form.uscc },
      });
    });
  } catch (error) {
    if (violatesUnique(error, 'order_open_claim')) throw new Refusal('orders/claim-pending');
    throw error;
  }
  return found(await orderOfAccount(db, cipher, { accountId, orderId }), 'orders/not-found');
}
