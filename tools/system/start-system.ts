/**
 * The whole system on one machine: database, front ends, signer and exchange, sandbox and server; stopped from the
 * outside in. `npm start`, the demo and the stories all start it here.
 */
import { existsSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { makeSocketDir } from '@qianyin/postgres';
import { makeRunFolder } from './data-folder.ts';
import { openDatabase } from './database.ts';
import { type Account, demoAccounts } from './demo-accounts.ts';
import { type Endpoint, isHealthy } from './health.ts';
import { ensureLanIdentity, lanAddresses } from './lan.ts';
import { takeLock } from './lock.ts';
import { claimPort, preferPort } from './ports.ts';
import { ensureSecrets } from './secrets.ts';
import { type Service, startService } from './service.ts';
import { type Plan, type ServiceName, signerSocket, writeServiceFiles } from './service-files.ts';
import { buildWebApps } from './web-builds.ts';

export interface SystemOptions {
  /** Everything it keeps; made when missing. */
  dataDir: string;
  /** 0 takes any free port. */
  port: number;
  exchangePort: number;
  /** An external PostgreSQL instead of the bundled one. */
  databaseUrl?: string | undefined;
  host?: string;
  publicUrl?: string | undefined;
  exchangePublicUrl?: string | undefined;
  /** HTTPS on the local network with a certificate of its own. */
  https?: boolean;
  demoData?: boolean;
  /** False starts without the front ends: a story told over HTTP needs none. */
  webApps?: boolean;
  /** How long a part that keeps dying waits at most before it is started again. */
  longestPauseMs?: number;
  logLevel?: string;
  /** Gives up a start under way; what runs by then is stopped. */
  signal?: AbortSignal;
  /** Progress and mishaps, one line each. */
  log(line: string): void;
}

export interface RunningSystem {
  urls: { server: string; wallet: string; desk: string; outbox: string; docs: string; exchange: string };
  accounts: Account[];
  /** The process that plays this part now; undefined while it is being started again. */
  pid(name: ServiceName | 'postgres'): number | undefined;
  stop(): Promise<void>;
}

const ROOT = resolve(import.meta.dirname, '../..');
/** Holds the stripped sources too: a start from it is twice as fast and 18 MB smaller, the type stripper is not loaded. */
const COMPILE_CACHE = join(ROOT, 'node_modules/.cache/compile');
const ENTRIES: Record<ServiceName, string> = {
  signer: 'services/signer/src/main.ts',
  sandbox: 'services/sandbox/src/main.ts',
  server: 'services/server/src/main.ts',
  exchange: 'apps/exchange/src/server/main.ts',
};

/** Starts everything; when a part fails, stops what runs and throws SystemError or PostgresError. */
export async function startSystem(options: SystemOptions): Promise<RunningSystem> {
  const undo: (() => Promise<void> | void)[] = [];
  const stop = async () => {
    for (let step = undo.pop(); step !== undefined; step = undo.pop()) await step();
  };
  try {
    return await start(options, undo, stop);
  } catch (error) {
    await stop();
    throw error;
  }
}

async function start(
  options: SystemOptions,
  undo: (() => Promise<void> | void)[],
  stop: () => Promise<void>,
): Promise<RunningSystem> {
  const { log, https = false, demoData = true, webApps = true, longestPauseMs = 10_000, logLevel = 'info' } = options;
  const host = https ? '0.0.0.0' : (options.host ?? '127.0.0.1');
  const dataDir = resolve(options.dataDir);
  const runDir = makeRunFolder(dataDir);
  undo.push(takeLock(join(runDir, 'lock'), dataDir));

  const ports = {
    server: await claimPort(host, options.port, 'QY_PORT'),
    exchange: await claimPort(host, options.exchangePort, 'QY_EXCHANGE_PORT'),
    sandbox: await preferPort(host, options.exchangePort === 0 ? 0 : options.exchangePort + 1),
  };
  const existing = existsSync(join(dataDir, 'postgres')) || existsSync(join(dataDir, 'signer'));
  const secrets = ensureSecrets(join(dataDir, 'secrets.json'), { existing });
  const lan = https ? await ensureLanIdentity(join(dataDir, 'lan'), lanAddresses(), new Date()) : undefined;
  const origin = (port: number, scheme = https ? 'https' : 'http') =>
    `${scheme}://${lan?.address ?? 'localhost'}:${port}`;
  const urls = {
    server: options.publicUrl ?? origin(ports.server),
    exchange: options.exchangePublicUrl ?? origin(ports.exchange),
    sandbox: origin(ports.sandbox, 'http'),
  };

  const sockets = makeSocketDir(runDir);
  undo.push(sockets.release);
  log('· 数据库 / database');
  const apps = webApps ? ['apps/wallet', 'apps/portal', 'apps/exchange'] : [];
  const building = buildWebApps({ root: ROOT, apps, signal: options.signal, log });
  // Its failure is reported below, where it is awaited; until then it must not count as unhandled.
  building.catch(() => undefined);
  undo.push(() => building.catch(() => undefined));
  const { databaseUrl } = options;
  const database = await openDatabase({ dataDir, socketDir: sockets.path, databaseUrl, secrets, longestPauseMs, log });
  undo.push(database.stop);
  await building;
  options.signal?.throwIfAborted();

  const plan: Plan = {
    root: ROOT,
    dataDir,
    runDir,
    socketDir: sockets.path,
    host,
    ports,
    urls,
    secrets,
    lan,
    demoData,
    logLevel,
    databaseUrls: database.urls,
  };
  const files = writeServiceFiles(plan);
  const running: Partial<Record<ServiceName, Service>> = {};
  undo.push(async () => {
    for (const name of ['exchange', 'server', 'sandbox', 'signer'] as const) await running[name]?.stop();
  });
  const run = async (name: ServiceName, endpoint: Endpoint) => {
    log(`· ${TITLES[name]}`);
    const service = await startService({
      name,
      args: [ENTRIES[name], files[name]],
      cwd: ROOT,
      logFile: join(dataDir, `logs/${name}.log`),
      environment: { ...(lan && { NODE_EXTRA_CA_CERTS: lan.certFile }), NODE_COMPILE_CACHE: COMPILE_CACHE },
      healthy: () => isHealthy(endpoint),
      longestPauseMs,
      log,
    });
    running[name] = service;
  };
  // Two at a time: the server wants the signer, the exchange asks the server for nothing before its first login.
  await both(run('signer', { socketPath: signerSocket(plan) }), run('exchange', { port: ports.exchange, tls: https }));
  options.signal?.throwIfAborted();
  await both(run('sandbox', { port: ports.sandbox, tls: false }), run('server', { port: ports.server, tls: https }));

  return {
    urls: {
      server: urls.server,
      wallet: `${urls.server}/wallet/`,
      desk: `${urls.server}/desk/`,
      outbox: `${urls.server}/outbox`,
      docs: `${urls.server}/docs`,
      exchange: urls.exchange,
    },
    accounts: demoData ? demoAccounts(secrets) : [],
    pid: (name) => (name === 'postgres' ? database.pid() : running[name]?.pid()),
    stop,
  };
}

/** Waits for both even when one fails, so that what runs is known when everything is stopped. */
async function both(...starting: Promise<void>[]): Promise<void> {
  for (const result of await Promise.allSettled(starting)) if (result.status === 'rejected') throw result.reason;
}

const TITLES: Record<ServiceName, string> = {
  signer: '签名服务 / signer',
  sandbox: '外部服务沙箱 / providers’ sandbox',
  server: '证书与印章服务 / server',
  exchange: '交易平台 / exchange',
};
