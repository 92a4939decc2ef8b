/** Appends to the audit chain inside the transaction of the act it records: neither exists without the other. */
import { sql } from 'kysely';
import type { Trx } from '../database/tables.ts';
import { auditContent, auditHash, CHAIN_START } from './link.ts';
import type { AuditEvent } from './link.ts';

/** Any fixed number: names the lock that makes writers of the chain wait for each other until they commit. */
const CHAIN_LOCK = 7_301_946;

/**
 * Appends one row. Call it last in a transaction: it holds the chain for every other writer until commit, and taking it
 * after all row locks keeps the order of locks the same everywhere.
 */
export async function appendAudit(trx: Trx, at: Date, event: AuditEvent): Promise<void> {
  await sql`select pg_advisory_xact_lock(${CHAIN_LOCK})`.execute(trx);
  const head = await readAuditHead(trx);
  const sequence = head.sequence + 1;
  const content = auditContent(sequence, at, event);
  const hash = auditHash(head.hash, content);
  await trx.insertInto('audit').values({ sequence, content, previous: head.hash, hash }).execute();
}

/** The newest link; sequence 0 before the first row. */
export async function readAuditHead(db: Pick<Trx, 'selectFrom'>): Promise<{ sequence: number; hash: Uint8Array }> {
  const head = await db
    .selectFrom('audit')
    .select(['sequence', 'hash'])
    .orderBy('sequence', 'desc')
    .limit(1)
    .executeTakeFirst();
  if (!head) return { sequence: 0, hash: CHAIN_START };
  return { sequence: Number(head.sequence), hash: new Uint8Array(head.hash) };
}
