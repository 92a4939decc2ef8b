/** An order as its reviewer sees it: with the applicant masked, facts computed, and the neighbours in the queue. */
import {
  type OperatorRole,
  type OrderQueue,
  type ReviewView,
  isUscc,
  maskIdNumber,
  maskName,
  maskPhone,
} from '@qianyin/contract';
import { accountPhone } from '../accounts/index.ts';
import { enterpriseByUscc, enterprisesByName, isClaimed } from '../enterprises/index.ts';
import { type Identity, identityOf } from '../identity-proofing/index.ts';
import { hasRivalClaim } from './decisions-store.ts';
import { materialsOf } from './materials-store.ts';
import { type Order, queueOf } from './model.ts';
import { neighbours } from './queue-store.ts';
import { mayDecide, missingMaterials } from './rules.ts';
import { type ViewDeps, viewOrder } from './view.ts';

type Outcome = ReviewView['facts'][number]['outcome'];

/** `queue` is the one the operator came from: after a decision the order has left it. */
export async function reviewOf(
  deps: ViewDeps,
  order: Order,
  operator: { id: string; roles: readonly OperatorRole[] },
  queue: OrderQueue | null = queueOf(order),
): Promise<ReviewView> {
  const identity = await identityOf(deps.db, deps.cipher, order.accountId);
  const phone = await accountPhone(deps.db, deps.cipher, order.accountId);
  const beside =
    queue === null || order.submittedAt === null
      ? { nextId: null, previousId: null }
      : await neighbours(deps.db, queue, { id: order.id, submittedAt: order.submittedAt });
  if (identity === undefined) throw new Error(`the applicant of order ${order.id} has no identity`);
  return {
    ...(await viewOrder(deps, order)),
    applicant: {
      nameMasked: maskName(identity.name),
      idNumberMasked: maskIdNumber(identity.idNumber),
      phoneMasked: maskPhone(phone),
      provedAt: identity.provedAt.toISOString(),
      method: identity.method,
    },
    facts: await factsOf(deps, order, identity),
    revision: order.revision,
    mayDecide: mayDecide(order, queueOf(order), operator),
    ...beside,
  };
}

async function factsOf(deps: ViewDeps, order: Order, identity: Identity): Promise<ReviewView['facts']> {
  const materials = (await materialsOf(deps.db, deps.cipher, [order.id])).get(order.id) ?? [];
  const missing = missingMaterials(deps.catalogue.product(order.productId).materials, materials);
  const proofed = order.submittedAt !== null && identity.provedAt <= order.submittedAt;
  return [
    { check: 'uscc-check-character', outcome: isUscc(order.form.uscc) ? 'ok' : 'failed' },
    { check: 'applicant-proofed', outcome: proofed ? 'ok' : 'failed' },
    { check: 'enterprise-unclaimed', outcome: await unclaimed(deps, order) },
    { check: 'materials-complete', outcome: Object.keys(missing).length === 0 ? 'ok' : 'failed' },
    { check: 'name-known', outcome: await nameKnown(deps, order) },
  ];
}

/** A warning when a second account claims the same enterprise: only one can be right. */
async function unclaimed({ db }: ViewDeps, order: Order): Promise<Outcome> {
  if (order.issuedAt === null && (await isClaimed(db, order.form.uscc))) return 'failed';
  return (await hasRivalClaim(db, order)) ? 'warning' : 'ok';
}

/** `warning`: nobody registered this name here before, so the reviewer compares it with the public register. */
async function nameKnown({ db }: ViewDeps, { form }: Order): Promise<Outcome> {
  const registered = await enterpriseByUscc(db, form.uscc);
  if (registered !== undefined) return registered.name === form.unitName ? 'ok' : 'failed';
  return (await enterprisesByName(db, form.unitName)).length > 0 ? 'failed' : 'warning';
}
