/**
 * A service's process from its command line to its end: `node main.ts CONFIG.json`. It ends on SIGTERM and SIGINT, and
 * when the process that started it is gone, so that nothing of the system outlives its terminal.
 */
import { type Logger, pino } from 'pino';
import type { z } from 'zod';
import { type logLevel, readConfig } from './config.ts';

export interface Running {
  close(): Promise<unknown>;
}

export interface ServiceProgram<C> {
  /** Stands in every line of the log. */
  name: string;
  config: z.ZodType<C>;
  /** Resolves once the service answers. */
  start(config: C, log: Logger): Promise<Running>;
}

/** A connection that never ends must not keep the process: whoever stops it waits three seconds and more. */
const CLOSE_WITHIN_MS = 2500;
const LOOK_FOR_PARENT_MS = 500;

/** Runs the program. Whatever keeps it from starting is one sentence on standard error and exit 1. */
export async function runService<C extends { logLevel: z.infer<typeof logLevel> }>(
  program: ServiceProgram<C>,
): Promise<void> {
  try {
    const path = process.argv[2];
    if (path === undefined) throw new Error('it is started with the path of its configuration file');
    const config = readConfig(path, program.config);
    const log = pino({ level: config.logLevel, base: { service: program.name } });
    const running = await program.start(config, log);
    // Before it says that it listens: whoever reads that may stop it at once.
    endInTime(running, log);
    log.info({ startedMs: Math.round(performance.now()) }, 'listening');
  } catch (error) {
    process.stderr.write(`The ${program.name} cannot start: ${sentenceOf(error)}\n`);
    process.exit(1);
  }
}

function endInTime(running: Running, log: Logger): void {
  let closing = false;
  const end = (why: string): void => {
    if (closing) return;
    closing = true;
    log.info({ why }, 'closing');
    setTimeout(() => process.exit(0), CLOSE_WITHIN_MS).unref();
    running.close().then(
      () => process.exit(0),
      (error: unknown) => {
        log.error({ err: error }, 'did not close cleanly');
        process.exit(1);
      },
    );
  };
  process.on('SIGTERM', end);
  process.on('SIGINT', end);
  // By the number that the parent wrote down: it may have died before this line.
  const parent = Number(process.env['QY_PARENT_PID']);
  if (parent) setInterval(() => process.ppid !== parent && end('the parent is gone'), LOOK_FOR_PARENT_MS).unref();
}

/** The stack helps whoever mends a fault of ours, and nobody who mistyped a setting. */
function sentenceOf(error: unknown): string {
  if (!(error instanceof Error)) return String(error);
  return error.name === 'ConfigError' ? error.message : (error.stack ?? error.message);
}
