/** SQL of revocation lists: prepared, signed or abandoned, each number once. */
import type { Selectable } from 'kysely';
import type { Db, Tx } from '../../platform/database.ts';

export type CrlTables = {
  'certificates.crl': {
    number: number;
    tbs: Buffer;
    this_update: Date;
    next_update: Date;
    crl: Buffer | null;
    abandoned_at: Date | null;
  };
};

export interface Crl {
  number: number;
  /** DER. */
  crl: Uint8Array;
  thisUpdate: Date;
  nextUpdate: Date;
}

export interface PendingCrl {
  number: number;
  tbs: Uint8Array;
  thisUpdate: Date;
}

const tables = (db: Db) => db.withTables<CrlTables>();

/** The newest signed list; undefined before the first. */
export async function newestCrl(db: Db): Promise<Crl | undefined> {
  const row = await tables(db)
    .selectFrom('certificates.crl')
    .selectAll()
    .where('crl', 'is not', null)
    .orderBy('number', 'desc')
    .limit(1)
    .executeTakeFirst();
  return row && row.crl ? crlOf(row, row.crl) : undefined;
}

export async function pendingCrl(db: Db): Promise<PendingCrl | undefined> {
  const row = await tables(db)
    .selectFrom('certificates.crl')
    .selectAll()
    .where('crl', 'is', null)
    .where('abandoned_at', 'is', null)
    .executeTakeFirst();
  return row && { number: row.number, tbs: new Uint8Array(row.tbs), thisUpdate: row.this_update };
}

/** The highest number ever used, abandoned lists included; 0 before the first. */
export async function highestNumber(db: Db): Promise<number> {
  const row = await tables(db)
    .selectFrom('certificates.crl')
    .select('number')
    .orderBy('number', 'desc')
    .limit(1)
    .executeTakeFirst();
  return row?.number ?? 0;
}

/** False when another server has prepared a list meanwhile. */
export async function insertPending(
  db: Db,
  list: { number: number; tbs: Uint8Array; thisUpdate: Date; nextUpdate: Date },
): Promise<boolean> {
  const result = await tables(db)
    .insertInto('certificates.crl')
    .values({
      number: list.number,
      tbs: Buffer.from(list.tbs),
      this_update: list.thisUpdate,
      next_update: list.nextUpdate,
      crl: null,
      abandoned_at: null,
    })
    .onConflict((oc) => oc.doNothing())
    .executeTakeFirst();
  return result.numInsertedOrUpdatedRows === 1n;
}

/** Publishes the list; false when it was published or abandoned before. */
export async function storeSigned(tx: Tx, number: number, crl: Uint8Array): Promise<boolean> {
  const result = await tables(tx)
    .updateTable('certificates.crl')
    .set({ crl: Buffer.from(crl) })
    .where('number', '=', number)
    .where('crl', 'is', null)
    .where('abandoned_at', 'is', null)
    .executeTakeFirst();
  return result.numUpdatedRows === 1n;
}

export async function abandonPending(db: Db, number: number, at: Date): Promise<void> {
  await tables(db)
    .updateTable('certificates.crl')
    .set({ abandoned_at: at })
    .where('number', '=', number)
    .where('crl', 'is', null)
    .execute();
}

function crlOf(row: Selectable<CrlTables['certificates.crl']>, crl: Buffer): Crl {
  return {
    number: row.number,
    crl: new Uint8Array(crl),
    thisUpdate: row.this_update,
    nextUpdate: row.next_update,
  };
}
