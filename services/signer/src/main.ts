/** The signer's process: node src/main.ts CONFIG.json. Logs are JSON lines on standard output. */
import { pino } from 'pino';
import { startSigner } from './compose.ts';
import type { RunningSigner } from './compose.ts';
import { readConfig, StartError } from './config.ts';
import { watchParent } from './platform/parent.ts';

/** Calls under way get this long after SIGTERM. */
const CLOSE_WITHIN_MS = 2_500;

async function main(): Promise<void> {
  const config = readConfig(process.argv[2]);
  const log = pino({ name: 'signer', level: config.logLevel });
  const running = await startSigner({ config, log });
  const stop = (reason: string) => {
    log.info({ reason }, 'closing');
    setTimeout(() => process.exit(0), CLOSE_WITHIN_MS).unref();
    close(running);
  };
  process.once('SIGTERM', () => stop('SIGTERM'));
  process.once('SIGINT', () => stop('SIGINT'));
  watchParent(process.env.QY_PARENT_PID, () => stop('parent gone'));
  log.info({ socketPath: config.socketPath, startedMs: Math.round(performance.now()) }, 'listening');
}

function close(running: RunningSigner): void {
  running.close().then(
    () => process.exit(0),
    () => process.exit(1),
  );
}

main().catch((error: unknown) => {
  const sentence = error instanceof StartError ? error.message : `The signer cannot start: ${String(error)}`;
  process.stderr.write(`${sentence}\n`);
  process.exit(1);
});
