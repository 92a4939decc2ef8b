/**
 * Walks the audit chain from its start and names the first row that does not fit.
 * Rows cut off the end leave a shorter valid chain: only a head kept elsewhere (show-audit-head) tells.
 */
import type { Kysely } from 'kysely';
import { sameBytes } from '../database/bytes.ts';
import type { Tables } from '../database/tables.ts';
import { auditHash, CHAIN_START } from './link.ts';

export type ChainReport = { intact: true; sequence: number; hash: Uint8Array } | { intact: false; firstBad: number };

const PAGE = 1000;

/** Reads the whole chain in pages. */
export async function verifyAudit(db: Kysely<Tables>): Promise<ChainReport> {
  let sequence = 0;
  let hash = CHAIN_START;
  for (;;) {
    const rows = await db
      .selectFrom('audit')
      .selectAll()
      .where('sequence', '>', sequence)
      .orderBy('sequence')
      .limit(PAGE)
      .execute();
    for (const row of rows) {
      const fits =
        Number(row.sequence) === sequence + 1 &&
        numbered(row.content) === sequence + 1 &&
        sameBytes(row.previous, hash) &&
        sameBytes(row.hash, auditHash(hash, row.content));
      if (!fits) return { intact: false, firstBad: sequence + 1 };
      sequence += 1;
      hash = new Uint8Array(row.hash);
    }
    if (rows.length < PAGE) return { intact: true, sequence, hash };
  }
}

function numbered(content: string): unknown {
  const parsed: unknown = JSON.parse(content);
  return typeof parsed === 'object' && parsed !== null && 'sequence' in parsed ? parsed.sequence : undefined;
}
