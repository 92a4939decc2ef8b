/** SQL of documents. Every reading is within one unit: another unit's document is not found. */
import { randomUUID } from 'node:crypto';
import type { Db } from '@qianyin/service/database';
import { sql } from 'kysely';
import type { DocumentView } from '../../shared/views.ts';

export type DocumentTables = {
  'exchange.document': {
    id: string;
    unit_id: string;
    name: string;
    content: Buffer;
    bytes: number | undefined;
    seals: number;
    origin_id: string | null;
    created_at: Date;
  };
  'exchange.sealing': { document_id: string; sealed_document_id: string | null };
};

const tables = (db: Db) => db.withTables<DocumentTables>();

export interface NewDocument {
  unitId: string;
  name: string;
  content: Uint8Array;
  seals: number;
  originId: string | null;
  now: Date;
}

export async function insertDocument(db: Db, document: NewDocument): Promise<string> {
  const id = randomUUID();
  await tables(db)
    .insertInto('exchange.document')
    .values({
      id,
      unit_id: document.unitId,
      name: document.name,
      content: Buffer.from(document.content),
      seals: document.seals,
      origin_id: document.originId,
      created_at: document.now,
    })
    .execute();
  return id;
}

const VIEW = ['id', 'name', 'bytes', 'seals', 'created_at'] as const;

/** The unit's sealed documents, newest first. */
export async function sealedDocuments(db: Db, unitId: string): Promise<DocumentView[]> {
  const rows = await tables(db)
    .selectFrom('exchange.document')
    .select(VIEW)
    .where('unit_id', '=', unitId)
    .where('seals', '>', 0)
    .orderBy('created_at', 'desc')
    .limit(500)
    .execute();
  return rows.map(viewOf);
}

export async function documentOf(
  db: Db,
  { unitId, id }: { unitId: string; id: string },
): Promise<(DocumentView & { content: Buffer }) | undefined> {
  const row = await tables(db)
    .selectFrom('exchange.document')
    .select([...VIEW, 'content'])
    .where('id', '=', id)
    .where('unit_id', '=', unitId)
    .executeTakeFirst();
  return row && { ...viewOf(row), content: row.content };
}

/** Bytes that a unit's documents take. */
export async function bytesOf(db: Db, unitId: string): Promise<number> {
  const { total } = await tables(db)
    .selectFrom('exchange.document')
    .select(sql<number>`coalesce(sum(bytes), 0)::bigint`.as('total'))
    .where('unit_id', '=', unitId)
    .executeTakeFirstOrThrow();
  return total;
}

/** Removes uploads that were never sent to be sealed. What was sealed stays for ever. */
export async function sweepDocuments(db: Db, before: Date): Promise<void> {
  await tables(db)
    .deleteFrom('exchange.document as d')
    .where('d.seals', '=', 0)
    .where('d.created_at', '<', before)
    .where(({ not, exists, selectFrom }) =>
      not(exists(selectFrom('exchange.sealing as s').select('s.document_id').whereRef('s.document_id', '=', 'd.id'))),
    )
    .execute();
}

function viewOf(row: {
  id: string;
  name: string;
  bytes: number | undefined;
  seals: number;
  created_at: Date;
}): DocumentView {
  const { id, name, bytes = 0, seals } = row;
  return { id, name, bytes, seals, createdAt: row.created_at.toISOString() };
}
