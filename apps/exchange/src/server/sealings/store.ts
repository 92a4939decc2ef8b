/** SQL of sealings. A state is left only by the update that names it. */
import { randomUUID } from 'node:crypto';
import type { OpenedSession } from '@qianyin/client/platform';
import type { SealPlacement } from '@qianyin/contract';
import type { Db } from '@qianyin/service/database';
import type { ExchangeProblem } from '../../shared/errors.ts';
import type { SealingState } from '../../shared/views.ts';
import type { DocumentTables } from '../documents/store.ts';
import type { SecretBox } from '../platform/secret-box.ts';

export interface Sealing {
  id: string;
  unitId: string;
  document: { id: string; name: string; seals: number };
  placement: SealPlacement;
  session: OpenedSession;
  state: SealingState;
  number: string | null;
  expiresAt: Date;
  serviceDocumentId: string | null;
  sealedDocumentId: string | null;
  problem: ExchangeProblem | null;
}

type SealingTables = Omit<DocumentTables, 'exchange.sealing'> & {
  'exchange.sealing': {
    id: string;
    unit_id: string;
    document_id: string;
    placement: SealPlacement;
    session_sealed: Buffer;
    state: SealingState;
    number: string | null;
    expires_at: Date;
    service_document_id: string | null;
    sealed_document_id: string | null;
    problem: ExchangeProblem | null;
    begun_at: Date;
  };
};

export interface StoreParts {
  db: Db;
  box: SecretBox;
}

const tables = (db: Db) => db.withTables<SealingTables>();
const OPEN: SealingState[] = ['opened', 'scanned', 'confirmed'];

export async function insertSealing(
  { db, box }: StoreParts,
  sealing: { unitId: string; documentId: string; placement: SealPlacement; session: OpenedSession; now: Date },
): Promise<string> {
  const id = randomUUID();
  await tables(db)
    .insertInto('exchange.sealing')
    .values({
      id,
      unit_id: sealing.unitId,
      document_id: sealing.documentId,
      placement: sealing.placement,
      session_sealed: box.seal(sealing.session, `sealing:${id}`),
      state: 'opened',
      number: null,
      expires_at: new Date(sealing.session.expiresAt),
      service_document_id: null,
      sealed_document_id: null,
      problem: null,
      begun_at: sealing.now,
    })
    .execute();
  return id;
}

export async function sealingById({ db, box }: StoreParts, id: string): Promise<Sealing | undefined> {
  const row = await tables(db)
    .selectFrom('exchange.sealing as s')
    .innerJoin('exchange.document as d', 'd.id', 's.document_id')
    .selectAll('s')
    .select(['d.name', 'd.seals'])
    .where('s.id', '=', id)
    .executeTakeFirst();
  return (
    row && {
      id: row.id,
      unitId: row.unit_id,
      document: { id: row.document_id, name: row.name, seals: row.seals },
      placement: row.placement,
      session: box.open<OpenedSession>(row.session_sealed, `sealing:${row.id}`),
      state: row.state,
      number: row.number,
      expiresAt: row.expires_at,
      serviceDocumentId: row.service_document_id,
      sealedDocumentId: row.sealed_document_id,
      problem: row.problem,
    }
  );
}

/** Sealings that were under way when the process last ended. */
export async function openSealings(db: Db): Promise<string[]> {
  const rows = await tables(db).selectFrom('exchange.sealing').select('id').where('state', 'in', OPEN).execute();
  return rows.map(({ id }) => id);
}

/** What the service told of a session that has not ended here. */
export async function noteProgress(
  db: Db,
  id: string,
  progress: { state: SealingState; number: string | null; expiresAt: string },
): Promise<void> {
  await tables(db)
    .updateTable('exchange.sealing')
    .set({ state: progress.state, number: progress.number, expires_at: new Date(progress.expiresAt) })
    .where('id', '=', id)
    .where('state', 'in', OPEN)
    .execute();
}

/** Kept the moment it is known: with it the file can be fetched again and again. */
export async function noteServiceDocument(db: Db, id: string, serviceDocumentId: string): Promise<void> {
  await tables(db)
    .updateTable('exchange.sealing')
    .set({ service_document_id: serviceDocumentId })
    .where('id', '=', id)
    .execute();
}

/** In one transaction with the document; false when it is sealed already. */
export async function noteSealed(db: Db, id: string, sealedDocumentId: string): Promise<boolean> {
  const { numUpdatedRows } = await tables(db)
    .updateTable('exchange.sealing')
    .set({ state: 'sealed', sealed_document_id: sealedDocumentId, number: null })
    .where('id', '=', id)
    .where('state', '=', 'confirmed')
    .executeTakeFirst();
  return numUpdatedRows === 1n;
}

export async function noteFailed(db: Db, id: string, problem: ExchangeProblem): Promise<void> {
  await tables(db)
    .updateTable('exchange.sealing')
    .set({ state: 'failed', problem })
    .where('id', '=', id)
    .where('state', 'in', OPEN)
    .execute();
}
