/** What the sandbox is told at start: one JSON file named on the command line. A wrong value is one sentence and exit 1. */
import { readFileSync } from 'node:fs';
import { z } from 'zod';

const schema = z.object({
  host: z.string().default('127.0.0.1'),
  port: z.int().min(0).max(65_535),
  /** Address in the QR codes; the default is host and port. */
  publicUrl: z.url().optional(),
  /** Folder for trades; without it they last as long as the process. */
  dataDir: z.string().optional(),
  alipay: z.object({
    appId: z.string().min(1),
    /** PEM, or the base64 inside one. */
    appPublicKey: z.string().min(1),
    sandboxPrivateKey: z.string().min(1),
  }),
  tencent: z.object({ secretId: z.string().min(1), secretKey: z.string().min(1) }),
  logLevel: z.enum(['fatal', 'error', 'warn', 'info', 'debug', 'trace', 'silent']).default('info'),
});

export type SandboxConfig = z.infer<typeof schema>;

/** A setting is missing or wrong; the message is one sentence for the person who starts the process. */
export class ConfigError extends Error {}

/** Reads and checks the file. Throws ConfigError. */
export function readConfig(path: string): SandboxConfig {
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
