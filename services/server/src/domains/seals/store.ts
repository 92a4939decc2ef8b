/** SQL of seals. */
import type { SealDrawing } from '@qianyin/pki';
import { sql } from 'kysely';
import type { Db, Tx } from '../../platform/database.ts';

type SealsTables = {
  'seals.seal': {
    id: string;
    account_id: string;
    enterprise_id: string;
    certificate_id: string;
    name: string;
    kind: SealDrawing['kind'];
    drawing: SealDrawing;
    svg: string;
    created_at: Date;
    ended_at: Date | null;
  };
};

export interface Seal {
  id: string;
  certificateId: string;
  name: string;
  drawing: SealDrawing;
  svg: string;
}

const tables = (db: Db) => db.withTables<SealsTables>();

/** False when the certificate has a seal of this kind already. */
export async function insertSeal(
  tx: Tx,
  seal: Seal & { accountId: string; enterpriseId: string; at: Date },
): Promise<boolean> {
  const result = await tables(tx)
    .insertInto('seals.seal')
    .values({
      id: seal.id,
      account_id: seal.accountId,
      enterprise_id: seal.enterpriseId,
      certificate_id: seal.certificateId,
      name: seal.name,
      kind: seal.drawing.kind,
      drawing: sql`${JSON.stringify(seal.drawing)}::jsonb`,
      svg: seal.svg,
      created_at: seal.at,
      ended_at: null,
    })
    .onConflict((oc) => oc.doNothing())
    .executeTakeFirst();
  return result.numInsertedOrUpdatedRows === 1n;
}

/** The seal of this account that goes with this certificate; undefined for every other. */
export async function sealOf(
  db: Db,
  { accountId, sealId, certificateId }: { accountId: string; sealId: string; certificateId: string },
): Promise<Seal | undefined> {
  const row = await tables(db)
    .selectFrom('seals.seal')
    .selectAll()
    .where('id', '=', sealId)
    .where('account_id', '=', accountId)
    .where('certificate_id', '=', certificateId)
    .where('ended_at', 'is', null)
    .executeTakeFirst();
  return row && { id: row.id, certificateId: row.certificate_id, name: row.name, drawing: row.drawing, svg: row.svg };
}

/** What a list shows; the drawing stays in the database. */
export async function sealsOfCertificates(
  db: Db,
  { accountId, certificateIds }: { accountId: string; certificateIds: readonly string[] },
): Promise<(Omit<Seal, 'drawing'> & Pick<SealDrawing, 'kind' | 'widthMm' | 'heightMm'>)[]> {
  if (certificateIds.length === 0) return [];
  return tables(db)
    .selectFrom('seals.seal')
    .select(['id', 'certificate_id as certificateId', 'name', 'kind', 'svg'])
    .select([
      sql<number>`(drawing->>'widthMm')::float8`.as('widthMm'),
      sql<number>`(drawing->>'heightMm')::float8`.as('heightMm'),
    ])
    .where('account_id', '=', accountId)
    .where('certificate_id', 'in', certificateIds)
    .where('ended_at', 'is', null)
    .orderBy('created_at')
    .execute();
}
