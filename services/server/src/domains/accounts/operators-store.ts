/** SQL of operators: who they are, and the wrong passwords under their names. */
import type { OperatorRole } from '@qianyin/contract';
import { type Insertable, sql } from 'kysely';
import type { Db, Tx } from '../../platform/database.ts';

export type OperatorTables = {
  'accounts.operator': {
    id: string;
    name: string;
    display_name: string;
    password_hash: string;
    roles: OperatorRole[];
    failures: number;
    locked_until: Date | null;
    created_at: Date;
    ended_at: Date | null;
  };
};

const tables = (db: Db) => db.withTables<OperatorTables>();

export async function operatorByName(db: Db, name: string) {
  return tables(db)
    .selectFrom('accounts.operator')
    .selectAll()
    .where('name', '=', name)
    .where('ended_at', 'is', null)
    .executeTakeFirst();
}

/** Counts a failure before the password is compared; at the limit the lock falls in the same statement. */
export async function countOperatorTry(
  db: Db,
  id: string,
  limit: number,
  now: Date,
  lockedUntil: Date,
): Promise<boolean> {
  const row = await tables(db)
    .updateTable('accounts.operator')
    .set((eb) => ({
      failures: eb('failures', '+', 1),
      locked_until: eb
        .case()
        .when('failures', '>=', limit - 1)
        // Inside a case a parameter has no type of its own.
        .then(sql<Date>`${lockedUntil}::timestamptz`)
        .else(null)
        .end(),
    }))
    .where('id', '=', id)
    .where((eb) => eb.or([eb('locked_until', 'is', null), eb('locked_until', '<=', now)]))
    .returning('id')
    .executeTakeFirst();
  return row !== undefined;
}

export async function clearOperatorTries(tx: Tx, id: string): Promise<void> {
  await tables(tx)
    .updateTable('accounts.operator')
    .set({ failures: 0, locked_until: null })
    .where('id', '=', id)
    .execute();
}

export async function insertOperator(
  tx: Tx,
  operator: Insertable<OperatorTables['accounts.operator']>,
): Promise<boolean> {
  const result = await tables(tx)
    .insertInto('accounts.operator')
    .values(operator)
    .onConflict((oc) => oc.column('name').doNothing())
    .executeTakeFirst();
  return result.numInsertedOrUpdatedRows === 1n;
}

/** Names of operators by id, for histories. */
export async function operatorNames(db: Db, ids: readonly string[]): Promise<Map<string, string>> {
  if (ids.length === 0) return new Map();
  const rows = await tables(db)
    .selectFrom('accounts.operator')
    .select(['id', 'display_name'])
    .where('id', 'in', ids)
    .execute();
  return new Map(rows.map((row) => [row.id, row.display_name]));
}
