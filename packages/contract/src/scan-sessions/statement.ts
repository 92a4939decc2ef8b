/**
 * The authorisation statement (specs/scan-session/v1.md §6) as bytes: RFC 8785 canonical JSON. The service makes it,
 * the phone reads it back with the same rules before it signs: one statement has exactly one spelling.
 *
 * RFC 8785 needs care with numbers; the only number here is the version, so JSON.stringify with sorted members is it.
 */
import { z } from 'zod';
import { bytesField, idField, instantField } from '../fields.ts';
import { displayText, SCAN_KINDS, scanId, type ScanStatement } from './model.ts';

const MAX_CHARACTERS = 8_192;

const strictStatement = z
  .strictObject({
    v: z.literal(1),
    kind: z.enum(SCAN_KINDS),
    session: scanId,
    platform: z.string().min(1).max(100),
    origin: z.url().max(300),
    display: displayText,
    documents: z.array(z.strictObject({ name: displayText, digest: z.string().regex(/^[0-9a-f]{64}$/) })).max(100),
    certificate: z.string().regex(/^[0-9a-f]{1,40}$/),
    seal: idField.nullable(),
    time: instantField,
    nonce: bytesField(16),
  })
  .refine(({ kind, documents, seal }) =>
    kind === 'login' ? documents.length === 0 && seal === null : documents.length > 0 && seal !== null,
  );

/** The one spelling of a statement. Throws TypeError on a member out of its grammar. */
export function canonicalStatement(statement: ScanStatement): string {
  const parsed = strictStatement.safeParse(statement);
  if (!parsed.success) throw new TypeError(`statement: ${parsed.error.issues[0]?.path.join('.') ?? 'malformed'}`);
  return JSON.stringify(sorted(parsed.data));
}

/** Reads a statement; null when the text is not the canonical spelling of a statement of this version. */
export function parseStatement(json: string): ScanStatement | null {
  if (json.length > MAX_CHARACTERS) return null;
  try {
    const value = strictStatement.parse(JSON.parse(json));
    return canonicalStatement(value) === json ? value : null;
  } catch {
    return null;
  }
}

/** RFC 8785 §3.2.3 order; §3.2.2.2: a lone surrogate has no UTF-8 and is refused. */
function sorted(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(sorted);
  if (typeof value === 'string' && !value.isWellFormed()) throw new TypeError('statement: a lone surrogate');
  if (typeof value !== 'object' || value === null) return value;
  const entries = Object.entries(value).toSorted(([a], [b]) => (a < b ? -1 : 1));
  return Object.fromEntries(entries.map(([name, member]) => [name, sorted(member)]));
}
