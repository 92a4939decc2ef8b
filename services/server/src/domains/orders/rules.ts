/** Who may decide what, and when an application is complete; pure. */
import type { ErrorCode, OperatorRole, OrderQueue, ProductView } from '@qianyin/contract';
import type { Material } from './materials-store.ts';
import { type Order, type OrderFacts, queueOf } from './model.ts';

const DECISIONS = ['accept', 'approve', 'refuse'] as const;
export type Decision = (typeof DECISIONS)[number];

type Decided = OrderFacts & Pick<Order, 'acceptedBy'>;

/** Why this operator may not take this decision on a submitted order; null when they may. */
export function decisionFault(decision: Decision, order: Decided, operatorId: string): ErrorCode | null {
  const queue = queueOf(order);
  if (queue === null) return 'orders/already-decided';
  if (decision === 'accept') return queue === 'acceptance' ? null : 'orders/already-decided';
  if (queue === 'acceptance') return decision === 'approve' ? 'orders/not-accepted' : null;
  return order.acceptedBy === operatorId ? 'orders/same-operator' : null;
}

/** The role that decides in a queue. */
export const ROLE_OF_QUEUE: Readonly<Record<OrderQueue, OperatorRole>> = { acceptance: 'acceptor', audit: 'auditor' };

/** May this operator decide on the order as it stands: the right role, and not the one who accepted it. */
export function mayDecide(
  order: Pick<Order, 'acceptedBy'>,
  queue: OrderQueue | null,
  operator: { id: string; roles: readonly OperatorRole[] },
): boolean {
  if (queue === null || !operator.roles.includes(ROLE_OF_QUEUE[queue])) return false;
  return queue === 'acceptance' || order.acceptedBy !== operator.id;
}

/** Materials that are missing or were refused: `materials.<kind>` → rule broken. Empty when complete. */
export function missingMaterials(
  required: ProductView['materials'],
  present: readonly Pick<Material, 'kind' | 'refusedReason'>[],
): Record<string, string> {
  const missing: Record<string, string> = {};
  for (const { kind } of required.filter((requirement) => requirement.required))
    if (!present.some((material) => material.kind === kind)) missing[`materials.${kind}`] = 'required';
  for (const { kind, refusedReason } of present) if (refusedReason !== null) missing[`materials.${kind}`] = 'refused';
  return missing;
}
