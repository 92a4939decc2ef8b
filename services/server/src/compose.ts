/**
 * Puts the server together: platform parts, then the domains in the order of their ranks, then HTTP. Every dependency
 * of an operation is handed in here and nowhere else.
 */
import { SignerClient } from '@qianyin/signer/interface';
import type { FastifyInstance } from 'fastify';
import type { Logger } from 'pino';
import type { ServerConfig } from './config.ts';
import { accountsRoutes, outboxProvider, seedOperators, sendSms, sweepAccounts } from './domains/accounts/index.ts';
import { chainEntries } from './domains/audit/index.ts';
import { describeAccount } from './flows/describe-account.ts';
import { migrations } from './migrations/index.ts';
import { type BlobStore, folderBlobs } from './platform/blobs.ts';
import type { Clock } from './platform/clock.ts';
import { type Database, openDatabase } from './platform/database.ts';
import { type News, openNews } from './platform/events.ts';
import { FieldCipher } from './platform/field-cipher.ts';
import { buildHttp, mountApi } from './platform/http.ts';
import { type Tasks, runJobs } from './platform/jobs.ts';
import { migrate } from './platform/migrate.ts';
import { serveApps } from './platform/static-apps.ts';

/** The parts that domains share. An operation still names only those it uses. */
export interface Parts {
  db: Database['db'];
  clock: Clock;
  cipher: FieldCipher;
  blobs: BlobStore;
  signer: SignerClient;
  news: News;
  log: Logger;
  config: ServerConfig;
}

const CRONTAB = ['* * * * * audit/chain', '*/10 * * * * accounts/sweep'].join('\n');

export interface Server {
  app: FastifyInstance;
  parts: Parts;
  close(): Promise<void>;
}

export async function composeServer(
  config: ServerConfig,
  { clock, log }: { clock: Clock; log: Logger },
): Promise<Server> {
  const database = openDatabase(config.databaseUrl, log);
  await migrate(database.db, migrations);
  const cipher = new FieldCipher(Buffer.from(config.fieldKey, 'base64'));
  const parts: Parts = {
    db: database.db,
    clock,
    cipher,
    blobs: folderBlobs(config.filesDir, cipher),
    signer: new SignerClient(config.signer),
    news: await openNews(config.databaseUrl, log),
    log,
    config,
  };
  const jobs = await runJobs({ databaseUrl: config.databaseUrl, tasks: tasksOf(parts), every: CRONTAB, log });
  if (config.demo) await seedOperators(parts, config.demo.operators);

  const http = { publicUrl: config.publicUrl, tls: config.tls, log };
  const app = await buildHttp(http);
  mountApi(app, routerOf(parts), http);
  await serveApps(app, [
    { prefix: '/wallet/', folder: config.webRoot.wallet, routes: ['/wallet', '/wallet/*'] },
    { prefix: '/', folder: config.webRoot.portal, routes: ['/desk', '/desk/*', '/outbox', '/scan-login/*'] },
  ]);
  await app.listen({ host: config.host, port: config.port });

  return {
    app,
    parts,
    async close() {
      await app.close();
      await jobs.stop();
      await parts.news.close();
      await database.close();
    },
  };
}

function routerOf(parts: Parts) {
  return {
    accounts: accountsRoutes({
      ...parts,
      describeAccount: (accountId) => describeAccount(parts, accountId),
      outboxOpen: parts.config.sms.provider === 'outbox',
    }),
  };
}

function tasksOf(parts: Parts): Tasks {
  return {
    'audit/chain': async () => {
      while ((await chainEntries(parts.db)) > 0);
    },
    'accounts/send-sms': ({ messageId }) => sendSms({ ...parts, provider: outboxProvider }, messageId),
    'accounts/sweep': () => sweepAccounts(parts),
  };
}
