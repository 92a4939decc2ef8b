/**
 * Brings schema `signer` to the newest form at start. Kysely holds a lock while it works, so two starts cannot collide.
 */
import { Migrator } from 'kysely/migration';
import type { Kysely } from 'kysely';
import { migrations } from '../migrations/index.ts';
import type { Tables } from './tables.ts';

/** Throws what the failing migration threw. */
export async function migrate(db: Kysely<Tables>): Promise<void> {
  const migrator = new Migrator({
    db: db.withoutPlugins(),
    provider: { getMigrations: () => Promise.resolve(migrations) },
    migrationTableSchema: 'signer',
  });
  const { error } = await migrator.migrateToLatest();
  if (error) throw error;
}
