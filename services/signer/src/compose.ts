/** Puts the signer together: database, key store, authorities, handlers, server. */
import { randomBytes } from 'node:crypto';
import type { RandomBytes } from '@qianyin/gm';
import type { Logger } from 'pino';
import { ensureAuthorities } from './authorities/ensure.ts';
import type { Config } from './config.ts';
import type { Signer } from './context.ts';
import { migrate } from './database/migrate.ts';
import { openDatabase } from './database/open.ts';
import { openKeyStore } from './keystore/open.ts';
import { createHandlers } from './rpc/handlers.ts';
import { listen } from './rpc/listen.ts';
import { createRpcServer } from './rpc/server.ts';

export interface RunningSigner {
  signer: Signer;
  /** Stops taking calls, lets those under way finish, closes the database. */
  close(): Promise<void>;
}

export interface ComposeOptions {
  config: Config;
  log: Logger;
  clock?: () => Date;
}

/** Starts a signer in this process. Throws StartError for what the person who starts it can mend. */
export async function startSigner({ config, log, clock = () => new Date() }: ComposeOptions): Promise<RunningSigner> {
  const random: RandomBytes = (length) => new Uint8Array(randomBytes(length));
  const db = openDatabase({
    databaseUrl: config.databaseUrl,
    onError: (error) => log.warn({ err: error }, 'an idle database connection broke'),
  });
  try {
    await migrate(db);
    const keyStore = await openKeyStore({ db, masterKeyPath: config.masterKeyPath, random });
    const { dataDir, publicUrl } = config;
    const authorities = await ensureAuthorities({ db, keyStore, clock, random, dataDir, publicUrl });
    const signer = { db, keyStore, authorities, clock, random, limits: config.limits };
    const server = createRpcServer({ handlers: createHandlers(signer), token: config.token, log });
    await listen(server, config.socketPath);
    return {
      signer,
      close: async () => {
        const closed = new Promise((resolve) => server.close(resolve));
        server.closeIdleConnections();
        await closed;
        await db.destroy();
      },
    };
  } catch (error) {
    await db.destroy();
    throw error;
  }
}
