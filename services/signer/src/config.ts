/**
 * The signer's configuration file (signer.json, mode 0600, written by the launcher).
 * A wrong value becomes one clear sentence; the value itself is not repeated, it may be a secret.
 */
import { readFileSync } from 'node:fs';
import { isAbsolute } from 'node:path';
import { z } from 'zod';
import { DEFAULT_LIMITS } from './limits.ts';

const absolutePath = z.string().refine(isAbsolute, 'must be an absolute path');

const limits = z.strictObject({
  issuancesPerHour: z.int().min(1).default(DEFAULT_LIMITS.issuancesPerHour),
  ceremoniesPerKeyPerHour: z.int().min(1).default(DEFAULT_LIMITS.ceremoniesPerKeyPerHour),
});

const configSchema = z.strictObject({
  /** Folder of the signer's own files (escrow halves). */
  dataDir: absolutePath,
  /** Where it listens. Linux allows 107 bytes for the name of a unix socket. */
  socketPath: absolutePath.refine((path) => Buffer.byteLength(path) <= 107, 'must be at most 107 bytes long'),
  /** PostgreSQL, as a role that owns the schema `signer`. */
  databaseUrl: z.string().regex(/^postgres(ql)?:\/\//, 'must begin with postgres:// or postgresql://'),
  /** The bearer token of its one client. */
  token: z.string().min(32, 'must have at least 32 characters'),
  /** The master key file of the key store: made at the first start, never again. */
  masterKeyPath: absolutePath,
  logLevel: z.enum(['fatal', 'error', 'warn', 'info', 'debug', 'trace', 'silent']).default('info'),
  /** Written into authority certificates: where CRL, OCSP and CA certificates are fetched. */
  publicUrl: z.url({ protocol: /^https?$/, error: 'must be an http or https address' }),
  limits: limits.default(DEFAULT_LIMITS),
});

export type Config = z.output<typeof configSchema>;

/** Why the signer cannot start: one sentence for the person who starts it. */
export class StartError extends Error {
  override readonly name = 'StartError';
}

/** Reads and checks the file. Throws StartError. */
export function readConfig(path: string | undefined): Config {
  if (!path) throw new StartError('Usage: main.ts CONFIG.json');
  const parsed = configSchema.safeParse(readJson(path));
  if (parsed.success) return { ...parsed.data, publicUrl: parsed.data.publicUrl.replace(/\/+$/, '') };
  const issue = parsed.error.issues[0];
  const where = issue?.path.join('.') || 'the file';
  throw new StartError(`Configuration ${path}: ${where}: ${issue?.message ?? 'is not valid'}.`);
}

function readJson(path: string): unknown {
  try {
    return JSON.parse(readFileSync(path, 'utf8'));
  } catch (cause) {
    const reason = cause instanceof SyntaxError ? 'is not JSON' : 'cannot be read';
    throw new StartError(`Configuration ${path} ${reason}.`, { cause });
  }
}
