/** SQL of materials. A replaced material stays: the history and the audit speak of it. */
import type { REFUSAL_REASONS } from '@qianyin/contract';
import type { Db, Tx } from '../../platform/database.ts';
import type { FieldCipher } from '../../platform/field-cipher.ts';
import type { MediaType } from './media-type.ts';

type RefusalReason = (typeof REFUSAL_REASONS)[number];

type MaterialTables = {
  'orders.material': {
    id: string;
    order_id: string;
    kind: string;
    file_name_sealed: Buffer;
    media_type: MediaType;
    bytes: number;
    sm3: Buffer;
    uploaded_at: Date;
    refused_reason: RefusalReason | null;
    replaced_at: Date | null;
  };
};

export interface Material {
  /** Also the blob's id. */
  id: string;
  orderId: string;
  kind: string;
  fileName: string;
  mediaType: MediaType;
  bytes: number;
  sm3: Uint8Array;
  uploadedAt: Date;
  refusedReason: RefusalReason | null;
}

const tables = (db: Db) => db.withTables<MaterialTables>();
const fileNamePlace = (id: string): string => `orders.material.file_name:${id}`;

/** The materials that count, in the order of upload, by order. */
export async function materialsOf(
  db: Db,
  cipher: FieldCipher,
  orderIds: readonly string[],
): Promise<Map<string, Material[]>> {
  const materials = new Map<string, Material[]>(orderIds.map((id) => [id, []]));
  if (orderIds.length === 0) return materials;
  const rows = await tables(db)
    .selectFrom('orders.material')
    .selectAll()
    .where('order_id', 'in', orderIds)
    .where('replaced_at', 'is', null)
    .orderBy('uploaded_at')
    .orderBy('kind')
    .execute();
  for (const row of rows) materials.get(row.order_id)?.push(readRow(cipher, row));
  return materials;
}

export async function materialOfOrder(
  db: Db,
  cipher: FieldCipher,
  { orderId, materialId }: { orderId: string; materialId: string },
): Promise<Material | undefined> {
  const row = await tables(db)
    .selectFrom('orders.material')
    .selectAll()
    .where('id', '=', materialId)
    .where('order_id', '=', orderId)
    .executeTakeFirst();
  return row && readRow(cipher, row);
}

/** How many files were ever uploaded to the order. */
export async function countMaterials(db: Db, orderId: string): Promise<number> {
  const row = await tables(db)
    .selectFrom('orders.material')
    .select((eb) => eb.fn.countAll<number>().as('count'))
    .where('order_id', '=', orderId)
    .executeTakeFirstOrThrow();
  return row.count;
}

/** Adds a material in place of the one of its kind; the caller holds the order's row. */
export async function putMaterial(
  tx: Tx,
  cipher: FieldCipher,
  material: Omit<Material, 'refusedReason'>,
): Promise<void> {
  await tables(tx)
    .updateTable('orders.material')
    .set({ replaced_at: material.uploadedAt })
    .where('order_id', '=', material.orderId)
    .where('kind', '=', material.kind)
    .where('replaced_at', 'is', null)
    .execute();
  await tables(tx)
    .insertInto('orders.material')
    .values({
      id: material.id,
      order_id: material.orderId,
      kind: material.kind,
      file_name_sealed: cipher.seal(material.fileName, fileNamePlace(material.id)),
      media_type: material.mediaType,
      bytes: material.bytes,
      sm3: Buffer.from(material.sm3),
      uploaded_at: material.uploadedAt,
      refused_reason: null,
      replaced_at: null,
    })
    .execute();
}

/** Marks the materials that must be uploaded again; returns how many of the ids are current ones of this order. */
export async function refuseMaterials(
  tx: Tx,
  { orderId, ids, reason }: { orderId: string; ids: readonly string[]; reason: RefusalReason },
): Promise<number> {
  if (ids.length === 0) return 0;
  const result = await tables(tx)
    .updateTable('orders.material')
    .set({ refused_reason: reason })
    .where('order_id', '=', orderId)
    .where('id', 'in', ids)
    .where('replaced_at', 'is', null)
    .executeTakeFirst();
  return Number(result.numUpdatedRows);
}

function readRow(cipher: FieldCipher, row: MaterialTables['orders.material']): Material {
  return {
    id: row.id,
    orderId: row.order_id,
    kind: row.kind,
    fileName: cipher.open(row.file_name_sealed, fileNamePlace(row.id)),
    mediaType: row.media_type,
    bytes: row.bytes,
    sm3: row.sm3,
    uploadedAt: row.uploaded_at,
    refusedReason: row.refused_reason,
  };
}
