/** SQL of the documents of sessions. */
import type { SealPlacement } from '@qianyin/contract';
import type { Selectable } from 'kysely';
import type { Db, Tx } from '../../platform/database.ts';
import type { SessionDocument } from './model.ts';

type DocumentTables = {
  'scan_sessions.document': {
    id: string;
    session_id: string;
    platform_id: string;
    name: string;
    bytes: number;
    pages: number;
    placement: SealPlacement;
    original_blob: string;
    prepared_blob: string | null;
    prepared_digest: Buffer | null;
    attributes: Buffer | null;
    signature: Buffer | null;
    sealed_blob: string | null;
  };
};

const tables = (db: Db) => db.withTables<DocumentTables>();

export async function insertDocument(
  tx: Tx,
  document: Pick<
    SessionDocument,
    'id' | 'sessionId' | 'platformId' | 'name' | 'bytes' | 'pages' | 'placement' | 'originalBlob'
  >,
): Promise<void> {
  await tables(tx)
    .insertInto('scan_sessions.document')
    .values({
      id: document.id,
      session_id: document.sessionId,
      platform_id: document.platformId,
      name: document.name,
      bytes: document.bytes,
      pages: document.pages,
      placement: document.placement,
      original_blob: document.originalBlob,
      prepared_blob: null,
      prepared_digest: null,
      attributes: null,
      signature: null,
      sealed_blob: null,
    })
    .execute();
}

export async function documentsOf(db: Db, sessionId: string): Promise<SessionDocument[]> {
  const rows = await tables(db)
    .selectFrom('scan_sessions.document')
    .selectAll()
    .where('session_id', '=', sessionId)
    .orderBy('id')
    .execute();
  return rows.map(documentOf);
}

/** A sealed document of this platform; another platform's is not found. */
export async function sealedDocumentOf(
  db: Db,
  { platformId, documentId }: { platformId: string; documentId: string },
): Promise<SessionDocument | undefined> {
  const row = await tables(db)
    .selectFrom('scan_sessions.document')
    .selectAll()
    .where('id', '=', documentId)
    .where('platform_id', '=', platformId)
    .where('sealed_blob', 'is not', null)
    .executeTakeFirst();
  return row && documentOf(row);
}

export async function storePrepared(
  tx: Tx,
  id: string,
  prepared: { blob: string; digest: Uint8Array; attributes: Uint8Array },
): Promise<void> {
  await tables(tx)
    .updateTable('scan_sessions.document')
    .set({
      prepared_blob: prepared.blob,
      prepared_digest: Buffer.from(prepared.digest),
      attributes: Buffer.from(prepared.attributes),
    })
    .where('id', '=', id)
    .execute();
}

export async function storeSealed(tx: Tx, id: string, sealed: { blob: string; signature: Uint8Array }): Promise<void> {
  await tables(tx)
    .updateTable('scan_sessions.document')
    .set({ sealed_blob: sealed.blob, signature: Buffer.from(sealed.signature) })
    .where('id', '=', id)
    .execute();
}

function documentOf(row: Selectable<DocumentTables['scan_sessions.document']>): SessionDocument {
  return {
    id: row.id,
    sessionId: row.session_id,
    platformId: row.platform_id,
    name: row.name,
    bytes: row.bytes,
    pages: row.pages,
    placement: row.placement,
    originalBlob: row.original_blob,
    preparedBlob: row.prepared_blob,
    preparedDigest: row.prepared_digest,
    attributes: row.attributes,
    signature: row.signature,
    sealedBlob: row.sealed_blob,
  };
}
