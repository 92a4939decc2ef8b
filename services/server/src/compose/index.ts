/**
 * Puts the server together: platform parts, migrations, jobs, then HTTP. What a domain is handed stands in router.ts,
 * plain-routes.ts, tasks.ts and seeds.ts, and nowhere else.
 */
import { SignerClient } from '@qianyin/signer/interface';
import type { FastifyInstance } from 'fastify';
import type { Logger } from 'pino';
import type { ServerConfig } from './config.ts';
import { requestCrl } from '../domains/certificates/index.ts';
import { loadCatalogue } from '../domains/catalogue/index.ts';
import { tencentBankCard } from '../domains/identity-proofing/index.ts';
import { alipayProvider } from '../domains/payments/index.ts';
import { createProvider, loadSigningKey } from '../flows/oidc/index.ts';
import { migrations } from '../migrations/index.ts';
import { folderBlobs } from '../platform/blobs.ts';
import type { Clock } from '../platform/clock.ts';
import { inTransaction, migrate, openDatabase } from '../platform/database.ts';
import { mountDocs } from '../platform/docs.ts';
import { openNews } from '../platform/events.ts';
import { FieldCipher } from '../platform/field-cipher.ts';
import { buildHttp, mountApi } from '../platform/http.ts';
import { runJobs } from '../platform/job-runner.ts';
import { serveApps } from '../platform/static-apps.ts';
import type { Parts } from './parts.ts';
import { mountPlainRoutes } from './plain-routes.ts';
import { routerOf } from './router.ts';
import { seed } from './seeds.ts';
import { CRONTAB, tasksOf } from './tasks.ts';

export interface Server {
  app: FastifyInstance;
  parts: Parts;
  close(): Promise<void>;
}

export async function composeServer(
  config: ServerConfig,
  { clock, log }: { clock: Clock; log: Logger },
): Promise<Server> {
  const { databaseUrl, publicUrl, tls } = config;
  const { db, close: closeDatabase } = openDatabase(databaseUrl, log);
  await migrate(db, migrations);
  const cipher = new FieldCipher(Buffer.from(config.fieldKey, 'base64'));
  const parts: Parts = {
    db,
    clock,
    cipher,
    blobs: folderBlobs(config.filesDir, cipher),
    catalogue: loadCatalogue(),
    bankCards: tencentBankCard({ config: config.bankCard, clock, log }),
    cashier: alipayProvider({ config: config.alipay, log }),
    signer: new SignerClient(config.signer),
    news: await openNews(databaseUrl, log),
    provider: createProvider({ db, clock, cipher, publicUrl }, await loadSigningKey({ db, clock, cipher })),
    publicUrl,
    log,
    config,
  };
  const jobs = await runJobs({ databaseUrl, db, tasks: tasksOf(parts), every: CRONTAB, log });
  await seed(parts);
  await inTransaction(db, requestCrl);

  const app = await buildHttp({ publicUrl, tls, log });
  const router = routerOf(parts);
  mountApi(app, router, { publicUrl, log });
  mountDocs(app, router, publicUrl);
  mountPlainRoutes(app, parts);
  await serveApps(app, [
    { prefix: '/wallet/', folder: config.webRoot.wallet, routes: ['/wallet', '/wallet/*'] },
    {
      prefix: '/',
      folder: config.webRoot.portal,
      routes: ['/desk', '/desk/*', '/outbox', '/errors', '/scan-login/:uid'],
    },
  ]);
  await app.listen({ host: config.host, port: config.port });

  return {
    app,
    parts,
    async close() {
      await app.close();
      await jobs.stop();
      await parts.news.close();
      await closeDatabase();
    },
  };
}
