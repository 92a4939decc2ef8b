/** One link of the audit chain: the exact text that is hashed, and its hash = SM3(previous hash ‖ UTF-8 text). */
import { sm3 } from '@qianyin/gm';

/** The hash before the first row. */
export const CHAIN_START = new Uint8Array(32);

/** What happened. `detail` holds ids, digests and counts: never a secret, never a value that helps to guess one. */
export interface AuditEvent {
  action: string;
  /** The key, issuance or authority concerned. */
  subject: string;
  detail: Readonly<Record<string, string | number | readonly string[]>>;
}

/** The row's text. It carries its own sequence number, so rows cannot be exchanged or renumbered unnoticed. */
export function auditContent(sequence: number, at: Date, event: AuditEvent): string {
  const { action, subject, detail } = event;
  return JSON.stringify({ sequence, at: at.toISOString(), action, subject, detail });
}

export function auditHash(previous: Uint8Array, content: string): Uint8Array {
  return sm3(Buffer.concat([previous, Buffer.from(content, 'utf8')]));
}
