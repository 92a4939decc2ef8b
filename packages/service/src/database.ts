/**
 * The PostgreSQL connection. Nobody knows every table: a store declares its own and reaches them by
 * `db.withTables<Tables>()`.
 */
import { Kysely, PostgresDialect, type Transaction } from 'kysely';
import { type Migration, Migrator } from 'kysely/migration';
import pg from 'pg';
import type { Logger } from 'pino';

/** Any of: the pool or an open transaction. Its tables are given by the store that uses it. */
export type Db = Kysely<Record<never, never>>;
export type Tx = Transaction<Record<never, never>>;

// bigint columns are counters, sizes and cents, far below 2^53.
pg.types.setTypeParser(pg.types.builtins.INT8, (text) => Number(text));

export function openDatabase(url: string, log: Logger): { db: Db; close(): Promise<void> } {
  const pool = new pg.Pool({ connectionString: url, max: 10, idleTimeoutMillis: 30_000 });
  // A stopped database must not crash the process: the next query reconnects.
  pool.on('error', (error) => log.warn({ err: error.message }, 'database connection lost'));
  // The pool listens to idle connections alone; one in use tells its query, and must not end the process beside.
  pool.on('connect', (client) => client.on('error', () => undefined));
  const db: Db = new Kysely({ dialect: new PostgresDialect({ pool }) });
  return { db, close: () => db.destroy() };
}

/** Brings the database to the version of this code; migrations by name, oldest first. Throws what the failing one threw. */
export async function migrate(db: Db, migrations: Record<string, Migration>): Promise<void> {
  const migrator = new Migrator({
    db,
    provider: { getMigrations: () => Promise.resolve(migrations) },
    migrationTableSchema: 'migration',
  });
  const { error } = await migrator.migrateToLatest();
  if (error !== undefined) throw error;
}

/** Runs `work` in one transaction: what it writes commits together or not at all. */
export function inTransaction<T>(db: Db, work: (tx: Tx) => Promise<T>): Promise<T> {
  return db.transaction().execute(work);
}

/**
 * True when there was no answer to a query because the database is away, stopping or starting. Whether a transaction that
 * was under way committed is then unknown; whoever repeats it hears.
 */
export function isDatabaseAway(error: unknown): boolean {
  if (!(error instanceof Error)) return false;
  const { code = '', syscall } = error as NodeJS.ErrnoException;
  // PostgreSQL 18 Appendix A: class 08 connection exceptions, 57P01 to 57P03 shutdown and start, 53300 no slot left.
  if (error instanceof pg.DatabaseError) return /^(08...|57P0[1-3]|53300)$/.test(code);
  if (syscall === 'connect' || ['ECONNRESET', 'EPIPE'].includes(code)) return true;
  // The driver's own, which have no code.
  return /^(Connection terminated|Client has encountered a connection error|timeout exceeded when)/.test(error.message);
}

const UNIQUE_VIOLATION = '23505';

/** True when `error` is PostgreSQL's unique violation of the named constraint or index. */
export function violatesUnique(error: unknown, constraint: string): boolean {
  return error instanceof pg.DatabaseError && error.code === UNIQUE_VIOLATION && error.constraint === constraint;
}
