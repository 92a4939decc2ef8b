/** Brings the database to the version of this code. Migrations are listed in `migrations/index.ts`, oldest first. */
import { type Migration, Migrator } from 'kysely/migration';
import type { Db } from './database.ts';

export async function migrate(db: Db, migrations: Record<string, Migration>): Promise<void> {
  const migrator = new Migrator({
    db,
    provider: { getMigrations: () => Promise.resolve(migrations) },
    migrationTableSchema: 'migration',
  });
  const { error } = await migrator.migrateToLatest();
  if (error !== undefined) throw error;
}
