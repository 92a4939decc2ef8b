/**
 * The hash chain over committed audit rows. One chainer at a time (advisory lock); a crash between two batches leaves
 * rows unchained, and the next run goes on.
 */
import { sm3 } from '@qianyin/gm';
import { type Selectable, sql } from 'kysely';
import { type Db, inTransaction } from '../../platform/database.ts';
import type { AuditTables } from './store.ts';

const CHAINER_LOCK = 7_346_001;
const BATCH = 500;
const GENESIS = new Uint8Array(32);

type Row = Selectable<AuditTables['audit.entry']>;

/** Chains up to one batch; returns how many rows it chained. */
export function chainEntries(db: Db): Promise<number> {
  return inTransaction(db, async (tx) => {
    await sql`select pg_advisory_xact_lock(${CHAINER_LOCK})`.execute(tx);
    const t = tx.withTables<AuditTables>();
    const last = await t
      .selectFrom('audit.entry')
      .select(['position', 'hash'])
      .where('position', 'is not', null)
      .orderBy('position', 'desc')
      .limit(1)
      .executeTakeFirst();
    const rows = await t
      .selectFrom('audit.entry')
      .selectAll()
      .where('position', 'is', null)
      .orderBy('at')
      .orderBy('id')
      .limit(BATCH)
      .execute();
    let position = last?.position ?? 0;
    let previous: Uint8Array = last?.hash ?? GENESIS;
    for (const row of rows) {
      position += 1;
      previous = linkHash(previous, position, row);
      await t
        .updateTable('audit.entry')
        .set({ position, hash: Buffer.from(previous) })
        .where('id', '=', row.id)
        .execute();
    }
    return rows.length;
  });
}

/** Walks the chain; the first position that does not fit, or null when all do. */
export async function verifyChain(db: Db): Promise<{ length: number; firstBroken: number | null }> {
  let previous: Uint8Array = GENESIS;
  let position = 0;
  for (;;) {
    const rows = await db
      .withTables<AuditTables>()
      .selectFrom('audit.entry')
      .selectAll()
      .where('position', '>', position)
      .orderBy('position')
      .limit(BATCH)
      .execute();
    if (rows.length === 0) return { length: position, firstBroken: null };
    for (const row of rows) {
      position += 1;
      previous = linkHash(previous, position, row);
      if (row.position !== position || row.hash === null || !row.hash.equals(previous))
        return { length: position, firstBroken: position };
    }
  }
}

function linkHash(previous: Uint8Array, position: number, row: Row): Uint8Array {
  const details = Object.entries(row.details).toSorted(([a], [b]) => (a < b ? -1 : 1));
  const fields = [
    position,
    row.id,
    row.at.toISOString(),
    row.actor_kind,
    row.actor_id,
    row.action,
    row.subject_kind,
    row.subject_id,
    details,
  ];
  return sm3(Buffer.concat([previous, Buffer.from(JSON.stringify(fields))]));
}
