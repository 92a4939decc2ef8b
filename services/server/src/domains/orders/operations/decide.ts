/** What acceptance, approval and refusal have in common: who may, on what, and that it is what was submitted. */
import type { ErrorCode } from '@qianyin/contract';
import type { Db } from '../../../platform/database.ts';
import { Refusal, found } from '../../../platform/errors.ts';
import type { FieldCipher } from '../../../platform/field-cipher.ts';
import type { Operator } from '../../accounts/index.ts';
import { submittedOrder } from '../decisions-store.ts';
import { materialsDigest } from '../materials-digest.ts';
import { materialsOf } from '../materials-store.ts';
import { type Order, queueOf } from '../model.ts';
import { type Decision, ROLE_OF_QUEUE, decisionFault } from '../rules.ts';

interface Deps {
  db: Db;
  cipher: FieldCipher;
}

/** What is decided on: `revision` is the one the operator looked at, when the caller knows it. */
export interface Subject {
  orderId: string;
  operator: Operator;
  revision?: number | undefined;
}

/** The order, when this operator may take this decision on it now; otherwise the named refusal. */
export async function decidable(deps: Deps, decision: Decision, subject: Subject): Promise<Order> {
  const { orderId, operator, revision } = subject;
  const order = found(await submittedOrder(deps.db, deps.cipher, orderId), 'orders/not-found');
  const fault = decisionFault(decision, order, operator.id);
  if (fault !== null) throw new Refusal(fault);
  const queue = queueOf(order);
  if (queue === null || !operator.roles.includes(ROLE_OF_QUEUE[queue])) throw new Refusal('auth/role-missing');
  if (revision !== undefined && revision !== order.revision) throw new Refusal('orders/changed');
  await checkUnchanged(deps, order);
  return order;
}

/** Why a conditional UPDATE found no row: what another operator did in between. */
export async function lostTo(
  { db, cipher }: Deps,
  decision: Decision,
  orderId: string,
  operatorId: string,
): Promise<ErrorCode> {
  const order = await submittedOrder(db, cipher, orderId);
  return (order && decisionFault(decision, order, operatorId)) ?? 'orders/already-decided';
}

// The program changes nothing after submission: a difference was made in the database, by somebody who must be found.
async function checkUnchanged({ db, cipher }: Deps, order: Order): Promise<void> {
  const materials = (await materialsOf(db, cipher, [order.id])).get(order.id) ?? [];
  const now = Buffer.from(materialsDigest(order, materials));
  if (!now.equals(order.materialsDigest ?? Buffer.alloc(0)))
    throw new Error(`order ${order.id} was changed after it was submitted`);
}
