/**
 * News between processes by PostgreSQL LISTEN/NOTIFY, so that a page waiting on one server hears of a phone that spoke
 * to another. A topic says only that something changed; the listener reads the state. Lost connections are taken up
 * again, and every listener is then woken once, since news may have passed by unheard.
 */
import { setTimeout as wait } from 'node:timers/promises';
import { sql } from 'kysely';
import pg from 'pg';
import type { Logger } from 'pino';
import type { Tx } from './database.ts';

const CHANNEL = 'qianyin';
const RETRY_MS = 500;

/** Delivered at commit. */
export async function announce(tx: Tx, topic: string): Promise<void> {
  await sql`select pg_notify(${CHANNEL}, ${topic})`.execute(tx);
}

export interface News {
  /** Calls `wake` after each announcement of `topic`; returns how to stop. */
  listen(topic: string, wake: () => void): () => void;
  close(): Promise<void>;
}

export async function openNews(url: string, log: Logger): Promise<News> {
  const listeners = new Map<string, Set<() => void>>();
  let client: pg.Client | undefined;
  let closed = false;

  const connect = async (): Promise<void> => {
    const next = new pg.Client({ connectionString: url });
    // One lost connection tells of itself twice, a failed attempt once more: only the one in use is taken up again.
    const lose = (): void => {
      if (closed || client !== next) return;
      client = undefined;
      void reconnect();
    };
    next.on('error', lose);
    next.on('end', lose);
    next.on('notification', ({ payload }) => {
      for (const wake of listeners.get(payload ?? '') ?? []) wake();
    });
    await next.connect();
    client = next;
    await next.query(`listen ${CHANNEL}`);
    for (const wakes of listeners.values()) for (const wake of wakes) wake();
  };
  const reconnect = async (): Promise<void> => {
    await wait(RETRY_MS);
    if (closed || client !== undefined) return;
    try {
      await connect();
    } catch (error) {
      log.warn({ err: String(error) }, 'news connection lost');
      // A connection that was lost after it was made has begun this already.
      if (client === undefined) await reconnect();
    }
  };
  await connect();

  return {
    listen(topic, wake) {
      const wakes = listeners.get(topic) ?? new Set();
      wakes.add(wake);
      listeners.set(topic, wakes);
      return () => {
        wakes.delete(wake);
        if (wakes.size === 0 && listeners.get(topic) === wakes) listeners.delete(topic);
      };
    },
    async close() {
      closed = true;
      await client?.end();
    },
  };
}
