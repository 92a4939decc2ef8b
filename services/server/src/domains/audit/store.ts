/** SQL of the audit trail. */
import { randomUUID } from 'node:crypto';
import type { Tx } from '../../platform/database.ts';

export interface Actor {
  kind: 'account' | 'operator' | 'platform' | 'system';
  id: string;
}

/** Values small and impersonal enough to be kept for ever. */
type AuditDetails = Record<string, string | number | boolean | null>;

export interface AuditEntry {
  at: Date;
  actor: Actor;
  /** The operation's kebab name. */
  action: string;
  subject: { kind: string; id: string };
  details?: AuditDetails;
}

export type AuditTables = {
  'audit.entry': {
    id: string;
    at: Date;
    actor_kind: Actor['kind'];
    actor_id: string;
    action: string;
    subject_kind: string;
    subject_id: string;
    details: AuditDetails;
    position: number | null;
    hash: Buffer | null;
  };
};

/** Adds the row in the caller's transaction: the change and its trace commit together. */
export async function recordAudit(tx: Tx, entry: AuditEntry): Promise<void> {
  await tx
    .withTables<AuditTables>()
    .insertInto('audit.entry')
    .values({
      id: randomUUID(),
      at: entry.at,
      actor_kind: entry.actor.kind,
      actor_id: entry.actor.id,
      action: entry.action,
      subject_kind: entry.subject.kind,
      subject_id: entry.subject.id,
      details: entry.details ?? {},
      position: null,
      hash: null,
    })
    .execute();
}
