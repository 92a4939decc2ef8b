/** The PostgreSQL connection. A folder's store declares its tables and reaches them by `db.withTables<Tables>()`. */
import { Kysely, PostgresDialect } from 'kysely';
import { type Migration, Migrator } from 'kysely/migration';
import pg from 'pg';
import type { Logger } from 'pino';

export type Db = Kysely<Record<never, never>>;

// bigint columns here are sizes, far below 2^53.
pg.types.setTypeParser(pg.types.builtins.INT8, (text) => Number(text));

export function openDatabase(url: string, log: Logger): { db: Db; close(): Promise<void> } {
  const pool = new pg.Pool({ connectionString: url, max: 8, idleTimeoutMillis: 30_000 });
  // A stopped database must not crash the process: the next query reconnects.
  pool.on('error', (error) => log.warn({ err: error.message }, 'database connection lost'));
  // The pool listens to idle connections alone; one in use tells its query, and must not end the process beside.
  pool.on('connect', (client) => client.on('error', () => undefined));
  const db: Db = new Kysely({ dialect: new PostgresDialect({ pool }) });
  return { db, close: () => db.destroy() };
}

/** Brings the database to the version of this code. */
export async function migrate(db: Db, migrations: Record<string, Migration>): Promise<void> {
  const migrator = new Migrator({
    db,
    provider: { getMigrations: () => Promise.resolve(migrations) },
    migrationTableSchema: 'migration',
  });
  const { error } = await migrator.migrateToLatest();
  if (error !== undefined) throw error;
}
