/** Puts the exchange together: database, the service's client, then HTTP. Nothing else reads the configuration. */
import { createPlatformClient } from '@qianyin/client/platform';
import { createClient } from '@qianyin/client';
import { migrate, openDatabase } from '@qianyin/service/database';
import type { FastifyInstance } from 'fastify';
import type { Logger } from 'pino';
import type { ExchangeConfig } from './config.ts';
import { documentsRoutes } from './documents/routes.ts';
import { sweepDocuments } from './documents/store.ts';
import { loginRoutes } from './logins/routes.ts';
import { OidcLogin } from './logins/oidc-login.ts';
import { sweepLogins } from './logins/attempts-store.ts';
import { seedUnits } from './logins/units-store.ts';
import { migrations } from './migrations/index.ts';
import { addSeconds, type Clock } from './platform/clock.ts';
import { buildHttp } from './platform/http.ts';
import { SecretBox } from './platform/secret-box.ts';
import { sealingsRoutes } from './sealings/routes.ts';
import { SealingRunner } from './sealings/sealing-runner.ts';
import { verificationRoutes } from './verification/routes.ts';

export interface Exchange {
  app: FastifyInstance;
  close(): Promise<void>;
}

const SWEEP_MS = 3_600_000;

export async function composeExchange(
  config: ExchangeConfig,
  { clock, log }: { clock: Clock; log: Logger },
): Promise<Exchange> {
  const { db, close } = openDatabase(config.databaseUrl, log);
  await migrate(db, migrations);
  if (config.demo) await seedUnits(db, config.demo.units);

  const { publicUrl, unitMegabytes } = config;
  const box = new SecretBox(config.sessionKey);
  const serviceUrl = config.service.internalUrl ?? config.service.url;
  const platform = createPlatformClient({ ...config.service, serviceUrl });
  const origin = new URL(publicUrl).origin;
  const oidc = new OidcLogin(config.service, `${publicUrl}/login/callback`);
  const runner = new SealingRunner({ db, clock, box, platform, log });

  const app = await buildHttp({ ...config, log });
  const parts = { db, clock, box, platform, origin, oidc, runner, secure: publicUrl.startsWith('https:') };
  await app.register(loginRoutes, parts);
  await app.register(documentsRoutes, { ...parts, unitMegabytes });
  await app.register(sealingsRoutes, parts);
  await app.register(verificationRoutes, { service: createClient({ baseUrl: serviceUrl }), clock });

  const sweep = async (): Promise<void> => {
    await sweepLogins(db, clock.now());
    await sweepDocuments(db, addSeconds(clock.now(), -7 * 86_400));
  };
  const sweeping = setInterval(() => void sweep().catch((err: unknown) => log.warn({ err }, 'sweep failed')), SWEEP_MS);
  sweeping.unref();
  await runner.resume();
  return {
    app,
    async close() {
      clearInterval(sweeping);
      await app.close();
      await runner.stop();
      await close();
    },
  };
}
