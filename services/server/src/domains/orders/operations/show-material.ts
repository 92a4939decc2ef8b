/** The file of a material, for an operator; every look leaves an audit row. */
import { sm3 } from '@qianyin/gm';
import type { BlobStore } from '../../../platform/blobs.ts';
import type { Clock } from '../../../platform/clock.ts';
import { type Db, inTransaction } from '../../../platform/database.ts';
import { found } from '../../../platform/errors.ts';
import type { FieldCipher } from '../../../platform/field-cipher.ts';
import type { Operator } from '../../accounts/index.ts';
import { recordAudit } from '../../audit/index.ts';
import { submittedOrder } from '../decisions-store.ts';
import { materialOfOrder } from '../materials-store.ts';

export async function showMaterial(
  { db, clock, cipher, blobs }: { db: Db; clock: Clock; cipher: FieldCipher; blobs: BlobStore },
  { orderId, materialId, operator }: { orderId: string; materialId: string; operator: Operator },
): Promise<File> {
  found(await submittedOrder(db, cipher, orderId), 'orders/material-not-found');
  const material = found(await materialOfOrder(db, cipher, { orderId, materialId }), 'orders/material-not-found');
  await inTransaction(db, (tx) =>
    recordAudit(tx, {
      at: clock.now(),
      actor: { kind: 'operator', id: operator.id },
      action: 'show-material',
      subject: { kind: 'order', id: orderId },
      details: { material: materialId, kind: material.kind },
    }),
  );
  const bytes = await blobs.get(materialId);
  // A decision stands on the bytes that were hashed at upload, and on no others.
  if (!Buffer.from(sm3(bytes)).equals(material.sm3)) throw new Error(`material ${materialId} was changed`);
  return new File([new Uint8Array(bytes)], material.fileName, { type: material.mediaType });
}
