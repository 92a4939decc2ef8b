/** Hands an order in for review: complete, with its price fixed and everything that will be reviewed hashed. */
import type { Clock } from '../../../platform/clock.ts';
import { type Db, inTransaction } from '../../../platform/database.ts';
import { Refusal, found } from '../../../platform/errors.ts';
import type { FieldCipher } from '../../../platform/field-cipher.ts';
import { recordAudit } from '../../audit/index.ts';
import type { Catalogue } from '../../catalogue/index.ts';
import { isClaimed } from '../../enterprises/index.ts';
import { submit } from '../decisions-store.ts';
import { insertEvent } from '../events-store.ts';
import { materialsDigest } from '../materials-digest.ts';
import { materialsOf } from '../materials-store.ts';
import { type Order, isEditable } from '../model.ts';
import { missingMaterials } from '../rules.ts';
import { orderOfAccount } from '../store.ts';

export async function submitOrder(
  { db, clock, cipher, catalogue }: { db: Db; clock: Clock; cipher: FieldCipher; catalogue: Catalogue },
  { accountId, orderId }: { accountId: string; orderId: string },
): Promise<Order> {
  const order = found(await orderOfAccount(db, cipher, { accountId, orderId }), 'orders/not-found');
  if (!isEditable(order)) throw new Refusal('orders/not-editable');
  if (await isClaimed(db, order.form.uscc)) throw new Refusal('enterprises/already-claimed');
  const product = catalogue.product(order.productId);
  const materials = (await materialsOf(db, cipher, [orderId])).get(orderId) ?? [];
  const missing = missingMaterials(product.materials, materials);
  if (Object.keys(missing).length > 0) throw new Refusal('orders/incomplete', { fields: missing });
  const digest = materialsDigest(order, materials);
  await inTransaction(db, async (tx) => {
    const now = clock.now();
    const submitted = await submit(tx, {
      id: orderId,
      accountId,
      // An upload or edit since the check above makes this miss: nothing unchecked is handed in.
      revision: order.revision,
      at: now,
      priceCents: product.priceCents,
      materialsDigest: digest,
    });
    if (!submitted) throw new Refusal('orders/not-editable');
    await insertEvent(tx, { orderId, event: 'submitted', at: now });
    await recordAudit(tx, {
      at: now,
      actor: { kind: 'account', id: accountId },
      action: 'submit-order',
      subject: { kind: 'order', id: orderId },
      details: { materialsDigest: Buffer.from(digest).toString('hex'), priceCents: product.priceCents },
    });
  });
  return found(await orderOfAccount(db, cipher, { accountId, orderId }), 'orders/not-found');
}
