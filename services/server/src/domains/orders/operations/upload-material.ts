/** Adds or replaces one material of a draft or refused order. */
import { randomUUID } from 'node:crypto';
import { sm3 } from '@qianyin/gm';
import type { BlobStore } from '../../../platform/blobs.ts';
import type { Clock } from '../../../platform/clock.ts';
import { type Db, inTransaction } from '../../../platform/database.ts';
import { Refusal, found } from '../../../platform/errors.ts';
import type { FieldCipher } from '../../../platform/field-cipher.ts';
import { recordAudit } from '../../audit/index.ts';
import type { Catalogue } from '../../catalogue/index.ts';
import { touchMaterials } from '../drafts-store.ts';
import { countMaterials, putMaterial } from '../materials-store.ts';
import { checkMaterial } from '../check-material.ts';
import { MATERIAL_MAX_BYTES, type Order, UPLOADS_PER_ORDER, isEditable } from '../model.ts';
import { orderOfAccount } from '../store.ts';

interface Deps {
  db: Db;
  clock: Clock;
  cipher: FieldCipher;
  blobs: BlobStore;
  catalogue: Catalogue;
}

export async function uploadMaterial(
  { db, clock, cipher, blobs, catalogue }: Deps,
  { accountId, orderId, kind, file }: { accountId: string; orderId: string; kind: string; file: File },
): Promise<Order> {
  const order = found(await orderOfAccount(db, cipher, { accountId, orderId }), 'orders/not-found');
  if (!isEditable(order)) throw new Refusal('orders/not-editable');
  if (!catalogue.product(order.productId).materials.some((material) => material.kind === kind))
    throw new Refusal('request/invalid', { fields: { kind: 'unknown' } });
  if (file.size > MATERIAL_MAX_BYTES)
    throw new Refusal('request/too-large', { data: { maxBytes: MATERIAL_MAX_BYTES } });
  // Replaced files are kept: without a bound one order could fill the disk.
  if ((await countMaterials(db, orderId)) >= UPLOADS_PER_ORDER) throw new Refusal('request/rate-limited');
  const bytes = new Uint8Array(await file.arrayBuffer());
  const mediaType = checkMaterial(bytes);
  const id = randomUUID();
  const digest = sm3(bytes);
  await blobs.put(id, bytes);
  await inTransaction(db, async (tx) => {
    const now = clock.now();
    if (!(await touchMaterials(tx, { accountId, orderId }))) throw new Refusal('orders/not-editable');
    await putMaterial(tx, cipher, {
      id,
      orderId,
      kind,
      fileName: cleanFileName(file.name),
      mediaType,
      bytes: bytes.length,
      sm3: digest,
      uploadedAt: now,
    });
    await recordAudit(tx, {
      at: now,
      actor: { kind: 'account', id: accountId },
      action: 'upload-material',
      subject: { kind: 'order', id: orderId },
      details: { kind, material: id, sm3: Buffer.from(digest).toString('hex') },
    });
  });
  return found(await orderOfAccount(db, cipher, { accountId, orderId }), 'orders/not-found');
}

/** Shown to reviewers: no path, no control or direction-changing characters, of bounded length. */
function cleanFileName(name: string): string {
  const last = name.split(/[/\\]/).at(-1) ?? '';
  return last.replaceAll(/[\p{Cc}\p{Cf}]/gu, '').slice(-120) || 'file';
}
