/** Puts the sandbox together: one HTTP server that answers as each provider does, on that provider's own paths. */
import formbody from '@fastify/formbody';
import fastify, { type FastifyBaseLogger, type FastifyInstance, LogController } from 'fastify';
import { cashierRoutes } from './alipay/cashier.ts';
import { gatewayRoute } from './alipay/gateway.ts';
import { Notifier } from './alipay/notifier.ts';
import { privateKey, publicKey } from './alipay/signature.ts';
import { TradeStore } from './alipay/trade-store.ts';
import type { SandboxConfig } from './config.ts';
import { tencentRoute } from './tencent/route.ts';

export interface SandboxParts {
  clock: () => Date;
  log: FastifyBaseLogger;
  /** Waits between notices, in milliseconds; the tests shorten them. */
  noticeDelays?: readonly number[];
}

/** Builds the server; the caller listens. Notices that were pending when it last ended go out again. */
export async function buildSandbox(config: SandboxConfig, parts: SandboxParts): Promise<FastifyInstance> {
  const app = fastify({
    loggerInstance: parts.log,
    logController: new LogController({ disableRequestLogging: true }),
    bodyLimit: 256 * 1024,
  });
  const keys = { app: publicKey(config.alipay.appPublicKey), own: privateKey(config.alipay.sandboxPrivateKey) };
  const store = await TradeStore.open(config.dataDir, parts.clock);
  const notifier = new Notifier({ ...parts, store, key: keys.own, appId: config.alipay.appId, log: app.log });
  const publicUrl = () => (config.publicUrl ?? addressOf(app, config)).replace(/\/+$/, '');

  app.addHook('onSend', async (_request, reply) => {
    void reply.header('cache-control', 'no-store').header('x-content-type-options', 'nosniff');
  });
  app.get('/health', () => ({ ok: true }));
  await app.register(formbody);
  await app.register(gatewayRoute, { appId: config.alipay.appId, keys, store, clock: parts.clock, publicUrl });
  await app.register(cashierRoutes, { store, notifier });
  await app.register(tencentRoute, { ...config.tencent, clock: parts.clock });
  app.addHook('onReady', () => notifier.resume());
  app.addHook('onClose', () => notifier.stop());
  return app;
}

function addressOf(app: FastifyInstance, config: SandboxConfig): string {
  const bound = app.server.address();
  const port = typeof bound === 'object' && bound !== null ? bound.port : config.port;
  return `http://${config.host === '0.0.0.0' ? '127.0.0.1' : config.host}:${port}`;
}
