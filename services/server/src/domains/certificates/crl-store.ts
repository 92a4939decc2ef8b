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

/** What the next list has to know of the ones before, as they were at one moment. */
export interface CrlState {
  /** The highest number ever used, abandoned lists included; 0 before the first. */
  highest: number;
  /** The list that waits for its signature. */
  pending: PendingCrl | undefined;
  /** Of the newest signed list. */
  thisUpdate: Date | undefined;
}

/** One statement: read one after the other, a list could be signed in between and be missing from both. */
export async function crlState(db: Db): Promise<CrlState> {
  const rows = await tables(db)
    .selectFrom('certificates.crl')
    .select(['number', 'tbs', 'this_update', 'abandoned_at'])
    .select((eb) => eb('crl', 'is not', null).as('signed'))
    .where((eb) =>
      eb.or([
        eb(
          'number',
          '=',
          eb.selectFrom('certificates.crl').select((sub) => sub.fn.max('number').as('number')),
        ),
        eb(
          'number',
          '=',
          eb
            .selectFrom('certificates.crl')
            .select((sub) => sub.fn.max('number').as('number'))
            .where('crl', 'is not', null),
        ),
      ]),
    )
    .orderBy('number', 'desc')
    .execute();
  const [last] = rows;
  const waits = last !== undefined && !last.signed && last.abandoned_at === null;
  return {
    highest: last?.number ?? 0,
    pending: waits ? { number: last.number, tbs: new Uint8Array(last.tbs), thisUpdate: last.this_update } : undefined,
    thisUpdate: rows.find(({ signed }) => signed)?.this_update,
  };
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
