/** The desk's queues: who waits for acceptance or audit, oldest first. */
import { type OrderQueue, type QueueEntry, maskName } from '@qianyin/contract';
import type { Db } from '../../../platform/database.ts';
import type { FieldCipher } from '../../../platform/field-cipher.ts';
import type { Operator } from '../../accounts/index.ts';
import type { Catalogue } from '../../catalogue/index.ts';
import { identitiesOf } from '../../identity-proofing/index.ts';
import { queueCounts, queuedOrders } from '../queue-store.ts';
import { mayDecide } from '../rules.ts';

export async function listOrderQueue(
  { db, cipher, catalogue }: { db: Db; cipher: FieldCipher; catalogue: Catalogue },
  { queue, operator }: { queue: OrderQueue; operator: Operator },
): Promise<{ entries: QueueEntry[]; counts: Record<OrderQueue, number> }> {
  const rows = await queuedOrders(db, queue);
  const identities = await identitiesOf(db, cipher, [...new Set(rows.map((row) => row.account_id))]);
  const entries = rows.map((row) => ({
    id: row.id,
    number: row.number,
    productName: catalogue.product(row.product_id).name,
    unitName: row.unit_name,
    uscc: row.uscc,
    applicantMasked: maskName(identities.get(row.account_id)?.name ?? ''),
    submittedAt: (row.submitted_at ?? new Date(0)).toISOString(),
    mayDecide: mayDecide({ acceptedBy: row.accepted_by }, queue, operator),
  }));
  return { entries, counts: await queueCounts(db) };
}
