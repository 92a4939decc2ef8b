/** `node src/server/main.ts CONFIG.json`: the exchange. Ends on SIGTERM, and when the process that started it is gone. */
import { pino } from 'pino';
import { composeExchange } from './compose.ts';
import { ConfigError, readConfig } from './config.ts';
import { systemClock } from './platform/clock.ts';

const path = process.argv[2];
if (path === undefined) fail('usage: node src/server/main.ts CONFIG.json');

try {
  const config = readConfig(path);
  const log = pino({ level: config.logLevel, base: { service: 'exchange' } });
  const exchange = await composeExchange(config, { clock: systemClock, log });
  await exchange.app.listen({ host: config.host, port: config.port });
  log.info({ url: config.publicUrl }, 'listening');
  endWithParent(() => exchange.close());
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
