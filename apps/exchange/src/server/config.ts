/** What the exchange is told at start: one JSON file named on the command line. A wrong value is one sentence and exit 1. */
import { readFileSync } from 'node:fs';
import { z } from 'zod';

const unit = z.object({
  login: z.string().regex(/^[a-z0-9][a-z0-9._-]{1,39}$/),
  password: z.string().min(8),
  name: z.string().min(2).max(100),
  uscc: z.string().length(18),
});

const schema = z.object({
  host: z.string().default('127.0.0.1'),
  port: z.int().min(0).max(65_535),
  /** How browsers reach this server; no trailing slash. */
  publicUrl: z.url(),
  /** PEM texts. */
  tls: z.object({ key: z.string(), cert: z.string() }).optional(),
  databaseUrl: z.string().min(1),
  service: z.object({
    /** Address of the certificate service as browsers and phones know it. */
    url: z.url(),
    /** Address at which this server reaches it, where that is another one. */
    internalUrl: z.url().optional(),
    clientId: z.string().min(1),
    clientSecret: z.string().min(1),
  }),
  /** Folder of the built pages. */
  webRoot: z.string(),
  /** At least 32 characters of randomness: keys for secrets at rest are derived from it. */
  sessionKey: z.string().min(32),
  /** What the documents of one unit may take. */
  unitMegabytes: z.int().min(1).default(500),
  demo: z.object({ units: z.array(unit) }).nullable(),
  logLevel: z.enum(['fatal', 'error', 'warn', 'info', 'debug', 'trace', 'silent']).default('info'),
});

export type ExchangeConfig = z.infer<typeof schema>;
export type ConfiguredUnit = z.infer<typeof unit>;

/** A setting is missing or wrong; the message is one sentence for the person who starts the process. */
export class ConfigError extends Error {}

/** Reads and checks the file. Throws ConfigError. */
export function readConfig(path: string): ExchangeConfig {
  let value: unknown;
  try {
    value = JSON.parse(readFileSync(path, 'utf8'));
  } catch (cause) {
    throw new ConfigError(`The configuration file ${path} cannot be read as JSON.`, { cause });
  }
  const result = schema.safeParse(value);
  if (result.success) return result.data;
  const issue = result.error.issues[0];
  throw new ConfigError(`The setting ${issue?.path.join('.') ?? ''} in ${path} is wrong: ${issue?.message ?? ''}.`);
}
