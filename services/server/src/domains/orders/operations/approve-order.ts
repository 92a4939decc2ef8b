/** Audit: another operator than at acceptance found that the application is true. The applicant may pay from now on. */
import type { Clock } from '../../../platform/clock.ts';
import { type Db, inTransaction, violatesUnique } from '../../../platform/database.ts';
import { Refusal, found } from '../../../platform/errors.ts';
import type { FieldCipher } from '../../../platform/field-cipher.ts';
import { type Operator, textAccount } from '../../accounts/index.ts';
import { recordAudit } from '../../audit/index.ts';
import { isClaimed } from '../../enterprises/index.ts';
import { approve, submittedOrder } from '../decisions-store.ts';
import { insertEvent } from '../events-store.ts';
import { approvedText } from '../messages.ts';
import type { Order } from '../model.ts';
import { type Subject, decidable, lostTo } from './decide.ts';

interface Deps {
  db: Db;
  clock: Clock;
  cipher: FieldCipher;
}

export async function approveOrder(deps: Deps, subject: Subject): Promise<Order> {
  const { orderId, operator } = subject;
  const order = await decidable(deps, 'approve', subject);
  try {
    await record(deps, order, operator);
  } catch (error) {
    // Two applicants, one enterprise, approved at the same moment: the second must not be asked to pay.
    if (violatesUnique(error, 'order_approved_claim')) throw new Refusal('enterprises/already-claimed');
    throw error;
  }
  return found(await submittedOrder(deps.db, deps.cipher, orderId), 'orders/not-found');
}

function record({ db, clock, cipher }: Deps, order: Order, operator: Operator): Promise<void> {
  return inTransaction(db, async (tx) => {
    const now = clock.now();
    if (!(await approve(tx, { orderId: order.id, operatorId: operator.id, at: now, revision: order.revision })))
      throw new Refusal(await lostTo({ db: tx, cipher }, 'approve', order.id, operator.id));
    if (await isClaimed(tx, order.form.uscc)) throw new Refusal('enterprises/already-claimed');
    await insertEvent(tx, { orderId: order.id, event: 'approved', at: now, operatorId: operator.id });
    await recordAudit(tx, {
      at: now,
      actor: { kind: 'operator', id: operator.id },
      action: 'approve-order',
      subject: { kind: 'order', id: order.id },
      details: { materialsDigest: Buffer.from(order.materialsDigest ?? []).toString('hex') },
    });
    await textAccount(tx, { cipher }, { accountId: order.accountId, text: approvedText(order), at: now });
  });
}
