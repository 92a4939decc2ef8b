/**
 * The PostgreSQL connection. One schema per domain; a domain's store declares its tables and reaches them by
 * `db.withTables<Tables>()`, so that no central file knows every table.
 */
import { Kysely, PostgresDialect, type Transaction } from 'kysely';
import pg from 'pg';
import type { Logger } from 'pino';

/** Any of: the pool or an open transaction. Its tables are given by the store that uses it. */
export type Db = Kysely<Record<never, never>>;
export type Tx = Transaction<Record<never, never>>;

// bigint columns here are counters and cents, far below 2^53.
pg.types.setTypeParser(pg.types.builtins.INT8, (text) => Number(text));

export interface Database {
  db: Db;
  pool: pg.Pool;
  close(): Promise<void>;
}

export function openDatabase(url: string, log: Logger): Database {
  const pool = new pg.Pool({ connectionString: url, max: 10, idleTimeoutMillis: 30_000, allowExitOnIdle: false });
  // A stopped database must not crash the process: the next query reconnects.
  pool.on('error', (error) => log.warn({ err: error.message }, 'database connection lost'));
  const db: Db = new Kysely({ dialect: new PostgresDialect({ pool }) });
  return { db, pool, close: () => db.destroy() };
}

/** Runs `work` in one transaction: the change, its audit row and its job commit together or not at all. */
export function inTransaction<T>(db: Db, work: (tx: Tx) => Promise<T>): Promise<T> {
  return db.transaction().execute(work);
}

const UNIQUE_VIOLATION = '23505';

/** True when `error` is PostgreSQL's unique violation of the named constraint or index. */
export function violatesUnique(error: unknown, constraint: string): boolean {
  return error instanceof pg.DatabaseError && error.code === UNIQUE_VIOLATION && error.constraint === constraint;
}
