/** Every migration, oldest first. A migration that has been released is never edited; the next one follows. */
import type { Migration } from 'kysely/migration';
import * as audit from './0010-audit.ts';
import * as accounts from './0020-accounts.ts';
import * as keys from './0050-keys.ts';

export const migrations: Record<string, Migration> = {
  '0010-audit': audit,
  '0020-accounts': accounts,
  '0050-keys': keys,
};
