/** `node src/main.ts CONFIG.json`: the HTTP server. Ends on SIGTERM, and when the process that started it is gone. */
import { pino } from 'pino';
import { composeServer } from './compose/index.ts';
import { ConfigError, readConfig } from './compose/config.ts';
import { systemClock } from './platform/clock.ts';

const path = process.argv[2];
if (path === undefined) fail('usage: node src/main.ts CONFIG.json');

try {
  const config = readConfig(path);
  const log = pino({ level: config.logLevel, base: { service: 'server' } });
  const server = await composeServer(config, { clock: systemClock, log });
  log.info({ url: config.publicUrl }, 'listening');
  endWithParent(() => server.close());
} catch (error) {
  if (error instanceof ConfigError) fail(error.message);
  throw error;
}

function endWithParent(close: () => Promise<void>): void {
  let closing = false;
  const end = (): void => {
    if (closing) return;
    closing = true;
    // A connection that never ends must not keep the process.
    setTimeout(() => process.exit(0), 2500).unref();
    void close().then(() => process.exit(0));
  };
  process.on('SIGTERM', end);
  process.on('SIGINT', end);
  // By the number that the launcher wrote down: it may have died before this line.
  const parent = Number(process.env['QY_PARENT_PID']);
  if (parent) setInterval(() => process.ppid !== parent && end(), 500).unref();
}

function fail(sentence: string): never {
  process.stderr.write(`${sentence}\n`);
  process.exit(1);
}
