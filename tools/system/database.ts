/** The database: the bundled PostgreSQL, kept running, or an external one; with our roles and databases in place. */
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { type PostgresServer, provisionDatabase, startPostgres } from '@qianyin/postgres';
import type { Secrets } from './secrets.ts';
import { SystemError } from './system-error.ts';

export interface Database {
  urls: { server: string; signer: string; exchange: string };
  /** The bundled postmaster's process. */
  pid(): number | undefined;
  stop(): Promise<void>;
}

const SHORTEST_PAUSE_MS = 100;
/** After running this long a crash counts as the first again. */
const STEADY_AFTER_MS = 30_000;

interface Options {
  dataDir: string;
  socketDir: string;
  databaseUrl?: string | undefined;
  secrets: Secrets;
  /** The pause before a restart doubles from one failure to the next, up to this. */
  longestPauseMs: number;
  log(line: string): void;
}

/** Starts or reaches it and provisions. Throws PostgresError, `system/database-unreachable`. */
export async function openDatabase(options: Options): Promise<Database> {
  const { databaseUrl, secrets } = options;
  if (databaseUrl !== undefined) {
    return { urls: await reached(databaseUrl, secrets), pid: () => undefined, stop: async () => undefined };
  }
  const bundled = await keepRunning(options);
  try {
    return { urls: await provision(bundled.adminUrl, secrets), pid: bundled.pid, stop: bundled.stop };
  } catch (error) {
    await bundled.stop();
    throw error;
  }
}

async function reached(databaseUrl: string, secrets: Secrets): Promise<Database['urls']> {
  try {
    return await provision(databaseUrl, secrets);
  } catch (cause) {
    const reason = cause instanceof Error && cause.message !== '' ? cause.message : (cause as { code?: string }).code;
    throw new SystemError(
      'system/database-unreachable',
      `DATABASE_URL 指向的数据库不可用 / The database of DATABASE_URL cannot be used: ${reason}`,
      { cause },
    );
  }
}

async function provision(adminUrl: string, { database }: Secrets): Promise<Database['urls']> {
  const main = await provisionDatabase(adminUrl, {
    name: 'qianyin',
    roles: [
      { name: 'qy_signer', password: database.signer, schemas: ['signer'] },
      { name: 'qy_server', password: database.server },
    ],
  });
  const other = await provisionDatabase(adminUrl, {
    name: 'qianyin_exchange',
    roles: [{ name: 'qy_exchange', password: database.exchange }],
  });
  return { server: main.qy_server ?? '', signer: main.qy_signer ?? '', exchange: other.qy_exchange ?? '' };
}

/** The bundled server; started again when it dies, on the same socket. */
async function keepRunning({ dataDir, socketDir, secrets, longestPauseMs, log }: Options) {
  const start = (): Promise<PostgresServer> =>
    startPostgres({
      dataDir: join(dataDir, 'postgres'),
      socketDir,
      logFile: join(dataDir, 'logs/postgres.log'),
      password: secrets.database.superuser,
    });
  const stopping = new AbortController();
  let server: PostgresServer | undefined = await start();
  const { adminUrl } = server;
  const watching = (async () => {
    let pause = SHORTEST_PAUSE_MS;
    let started = performance.now();
    while (!stopping.signal.aborted) {
      if (server === undefined) {
        await sleep(pause, undefined, { signal: stopping.signal }).catch(() => undefined);
        if (stopping.signal.aborted) return;
        pause = Math.min(pause * 2, longestPauseMs);
        started = performance.now();
        server = await start().catch((error: unknown) => {
          log(`! PostgreSQL: ${error instanceof Error ? error.message : String(error)}`);
          return undefined;
        });
        continue;
      }
      const { code, signal } = await server.exited;
      server = undefined;
      if (performance.now() - started > STEADY_AFTER_MS) pause = SHORTEST_PAUSE_MS;
      if (!stopping.signal.aborted) log(`! PostgreSQL ended (${signal ?? `exit ${code}`}), starting it again`);
    }
  })();
  return {
    adminUrl,
    pid: () => server?.pid,
    async stop() {
      stopping.abort();
      await server?.stop();
      await watching;
      // One that was being started again meanwhile.
      await server?.stop();
    },
  };
}
