/**
 * Settings: `qianyin.yaml` (or the file QY_CONFIG names) where there is one, the environment on top, a usable default
 * for each. A wrong value is one sentence; the value of DATABASE_URL is never repeated, it holds a password.
 */
import { existsSync, readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { parse } from 'yaml';
import { z } from 'zod';

const port = z.coerce
  .number({ error: 'must be a port number' })
  .int('must be a port number')
  .min(1, 'must be 1 to 65535')
  .max(65_535, 'must be 1 to 65535');
const origin = z
  .url({ protocol: /^https?$/, error: 'must be an http or https address' })
  .transform((text) => text.replace(/\/+$/, ''));

const schema = z.strictObject({
  /** Everything the system keeps: database, files, keys, logs. */
  dataDir: z.string().min(1, 'must name a folder').default('data'),
  port: port.default(8700),
  exchangePort: port.default(8701),
  /** The network address the two listen on. */
  host: z.string().min(1).default('127.0.0.1'),
  /** An external PostgreSQL 18, as a role that may make roles and databases. */
  databaseUrl: z
    .string()
    .regex(/^postgres(ql)?:\/\/\S+$/, 'must look like postgresql://user:password@host/database')
    .optional(),
  /** How browsers reach the two, when a proxy stands in front. */
  publicUrl: origin.optional(),
  exchangePublicUrl: origin.optional(),
  /** Demo operators, platform and units. */
  demoData: z.boolean('must be true or false').default(true),
  logLevel: z
    .enum(['fatal', 'error', 'warn', 'info', 'debug', 'trace'], 'must be fatal, error, warn, info, debug or trace')
    .default('info'),
});

export type Settings = z.output<typeof schema>;

const FROM_ENVIRONMENT = {
  dataDir: 'QY_DATA_DIR',
  port: 'QY_PORT',
  exchangePort: 'QY_EXCHANGE_PORT',
  databaseUrl: 'DATABASE_URL',
} as const;

/** One sentence; `name` is the setting as the person wrote it. */
export class SettingsError extends Error {
  readonly code = 'settings/invalid';

  constructor(name: string, problem: string, options?: ErrorOptions) {
    super(`${name} ${problem}.`, options);
    this.name = 'SettingsError';
  }
}

/** Reads file and environment; paths are relative to `root`. Throws SettingsError. */
export function readSettings(environment: Record<string, string | undefined>, root: string): Settings {
  const file = resolve(root, environment.QY_CONFIG ?? 'qianyin.yaml');
  const values = readFile(file, environment.QY_CONFIG !== undefined);
  const names = new Map<string, string>();
  for (const [key, variable] of Object.entries(FROM_ENVIRONMENT)) {
    const text = environment[variable];
    // An empty variable is how shells and compose files say "not set".
    if (text === undefined || text === '') continue;
    values[key] = text;
    names.set(key, variable);
  }
  const result = schema.safeParse(values);
  if (!result.success) {
    const issue = result.error.issues[0];
    const key = String(issue?.path[0] ?? '');
    if (issue?.code === 'unrecognized_keys') throw new SettingsError(`${file}: ${issue.keys[0]}`, 'is not a setting');
    throw new SettingsError(names.get(key) ?? `${file}: ${key}`, issue?.message ?? 'is wrong');
  }
  const settings = result.data;
  if (settings.port === settings.exchangePort) {
    throw new SettingsError(names.get('exchangePort') ?? 'exchangePort', 'must differ from the port of the service');
  }
  return { ...settings, dataDir: resolve(root, settings.dataDir) };
}

function readFile(file: string, expected: boolean): Record<string, unknown> {
  if (!existsSync(file)) {
    if (expected) throw new SettingsError('QY_CONFIG', `names ${file}, which does not exist`);
    return {};
  }
  let value: unknown;
  try {
    value = parse(readFileSync(file, 'utf8'));
  } catch (cause) {
    throw new SettingsError(file, 'is not YAML', { cause });
  }
  if (value === null || value === undefined) return {};
  if (typeof value !== 'object' || Array.isArray(value)) throw new SettingsError(file, 'must hold names and values');
  return { ...value };
}
