/** Every migration, oldest first. A migration that has been released is never edited; the next one follows. */
import type { Migration } from 'kysely/migration';
import * as exchange from './0001-exchange.ts';

export const migrations: Record<string, Migration> = { '0001-exchange': exchange };
