/** The configuration of a service: one JSON file named on the command line, checked by the service's own schema. */
import { readFileSync } from 'node:fs';
import { z } from 'zod';

export const logLevel = z.enum(['fatal', 'error', 'warn', 'info', 'debug', 'trace', 'silent']);

/** A setting is missing or wrong; the message is one sentence for the person who starts the process. */
export class ConfigError extends Error {
  override readonly name = 'ConfigError';
}

/** Reads and checks the file. Throws ConfigError, which names the setting and never its value: it may be a secret. */
export function readConfig<T>(path: string, schema: z.ZodType<T>): T {
  const result = schema.safeParse(readJson(path));
  if (result.success) return result.data;
  const issue = result.error.issues[0];
  const setting = issue?.path.join('.') || 'at the top';
  throw new ConfigError(`The setting ${setting} in ${path} is wrong: ${issue?.message ?? 'it is not valid'}.`);
}

function readJson(path: string): unknown {
  try {
    return JSON.parse(readFileSync(path, 'utf8'));
  } catch (cause) {
    const fault = cause instanceof SyntaxError ? 'is not JSON' : 'cannot be read';
    // Without the parser's message, which quotes the file.
    throw new ConfigError(`The configuration file ${path} ${fault}.`);
  }
}
