/** Opens a draft order to claim an enterprise. The caller's request id makes a repeated call answer the same order. */
import { randomUUID } from 'node:crypto';
import type { ClaimForm, ProductView } from '@qianyin/contract';
import type { Clock } from '../../../platform/clock.ts';
import { type Db, inTransaction, violatesUnique } from '../../../platform/database.ts';
import { Refusal } from '../../../platform/errors.ts';
import type { FieldCipher } from '../../../platform/field-cipher.ts';
import { recordAudit } from '../../audit/index.ts';
import type { Catalogue } from '../../catalogue/index.ts';
import { requireClaimable } from '../../enterprises/index.ts';
import { requireProof } from '../../identity-proofing/index.ts';
import { insertOrder, nextNumberOfDay } from '../drafts-store.ts';
import { insertEvent } from '../events-store.ts';
import { OPEN_ORDERS_PER_ACCOUNT, type Order, dayOf, orderNumber } from '../model.ts';
import { countOpenOrders, openClaimId, orderByRequest } from '../store.ts';

interface Deps {
  db: Db;
  clock: Clock;
  cipher: FieldCipher;
  catalogue: Catalogue;
}

interface Wish {
  accountId: string;
  productId: string;
  form: ClaimForm;
  requestId: string;
}

export async function createOrder(deps: Deps, wish: Wish): Promise<Order> {
  const { db, cipher, catalogue } = deps;
  await requireProof(db, wish.accountId);
  const product = catalogue.product(wish.productId);
  const known = await orderByRequest(db, cipher, wish.accountId, wish.requestId);
  if (known !== undefined) return known;
  await requireClaimable(db, { name: wish.form.unitName, uscc: wish.form.uscc });
  await refusePending(deps, wish);
  // Drafts cost nothing: without a bound one account could fill the table.
  if ((await countOpenOrders(db, wish.accountId)) >= OPEN_ORDERS_PER_ACCOUNT)
    throw new Refusal('request/rate-limited', { data: { openOrders: OPEN_ORDERS_PER_ACCOUNT } });
  try {
    await openDraft(deps, wish, product);
  } catch (error) {
    if (!violatesUnique(error, 'order_request') && !violatesUnique(error, 'order_open_claim')) throw error;
    // Somebody was faster: the same request, whose order is answered below, or another one for this enterprise.
  }
  const order = await orderByRequest(db, cipher, wish.accountId, wish.requestId);
  if (order !== undefined) return order;
  await refusePending(deps, wish);
  throw new Error('an order was neither opened nor in the way');
}

async function openDraft({ db, clock, cipher }: Deps, wish: Wish, product: ProductView): Promise<void> {
  const id = randomUUID();
  await inTransaction(db, async (tx) => {
    const now = clock.now();
    const day = dayOf(now);
    const number = orderNumber(day, await nextNumberOfDay(tx, day));
    await insertOrder(tx, cipher, {
      id,
      number,
      accountId: wish.accountId,
      requestId: wish.requestId,
      productId: product.id,
      subject: product.subject,
      years: product.years,
      form: wish.form,
      createdAt: now,
    });
    await insertEvent(tx, { orderId: id, event: 'created', at: now });
    await recordAudit(tx, {
      at: now,
      actor: { kind: 'account', id: wish.accountId },
      action: 'create-order',
      subject: { kind: 'order', id },
      details: { number, product: product.id, uscc: wish.form.uscc },
    });
  });
}

async function refusePending({ db, cipher }: Deps, { accountId, requestId, form }: Wish): Promise<void> {
  const pending = await openClaimId(db, accountId, form.uscc);
  if (pending === undefined) return;
  // The same request sent twice at once: the pending order is its own, opened a moment ago.
  const own = await orderByRequest(db, cipher, accountId, requestId);
  if (own?.id !== pending) throw new Refusal('orders/claim-pending', { data: { orderId: pending } });
}
