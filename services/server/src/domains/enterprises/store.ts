/** SQL of enterprises and their members. */
import type { Db, Tx } from '../../platform/database.ts';
import type { Enterprise, MemberRole, Membership } from './model.ts';

type EnterpriseTables = {
  'enterprises.enterprise': {
    id: string;
    name: string;
    uscc: string;
    legal_representative: string;
    registered_at: Date;
  };
  'enterprises.membership': { enterprise_id: string; account_id: string; role: MemberRole; joined_at: Date };
};

const tables = (db: Db) => db.withTables<EnterpriseTables>();
const COLUMNS = ['id', 'name', 'uscc', 'legal_representative as legalRepresentative'] as const;

export async function enterpriseByUscc(db: Db, uscc: string): Promise<Enterprise | undefined> {
  return tables(db).selectFrom('enterprises.enterprise').select(COLUMNS).where('uscc', '=', uscc).executeTakeFirst();
}

export async function enterprisesByName(db: Db, name: string): Promise<Enterprise[]> {
  return tables(db).selectFrom('enterprises.enterprise').select(COLUMNS).where('name', '=', name).execute();
}

/** Enterprises whose name contains `part`, shortest name first. */
export async function findByNamePart(db: Db, part: string, limit: number): Promise<Enterprise[]> {
  // Unescaped, a query of «%%» would list everybody.
  const pattern = `%${part.replace(/[\\%_]/g, '\\$&')}%`;
  return tables(db)
    .selectFrom('enterprises.enterprise')
    .select(COLUMNS)
    .where('name', 'like', pattern)
    .orderBy((eb) => eb.fn<number>('length', ['name']))
    .orderBy('name')
    .limit(limit)
    .execute();
}

/** True when the enterprise has an administrator. */
export async function isClaimed(db: Db, uscc: string): Promise<boolean> {
  const row = await tables(db)
    .selectFrom('enterprises.enterprise as e')
    .innerJoin('enterprises.membership as m', 'm.enterprise_id', 'e.id')
    .select('e.id')
    .where('e.uscc', '=', uscc)
    .where('m.role', '=', 'administrator')
    .executeTakeFirst();
  return row !== undefined;
}

/** The enterprise of this uscc, made when there is none. */
export async function insertEnterprise(tx: Tx, enterprise: Enterprise & { registeredAt: Date }): Promise<Enterprise> {
  const row = await tables(tx)
    .insertInto('enterprises.enterprise')
    .values({
      id: enterprise.id,
      name: enterprise.name,
      uscc: enterprise.uscc,
      legal_representative: enterprise.legalRepresentative,
      registered_at: enterprise.registeredAt,
    })
    .onConflict((oc) => oc.column('uscc').doNothing())
    .returning(COLUMNS)
    .executeTakeFirst();
  return (
    row ??
    tables(tx)
      .selectFrom('enterprises.enterprise')
      .select(COLUMNS)
      .where('uscc', '=', enterprise.uscc)
      .executeTakeFirstOrThrow()
  );
}

/** False when the enterprise has an administrator, or this account is a member, already. */
export async function insertMembership(
  tx: Tx,
  membership: { enterpriseId: string; accountId: string; role: MemberRole; at: Date },
): Promise<boolean> {
  const result = await tables(tx)
    .insertInto('enterprises.membership')
    .values({
      enterprise_id: membership.enterpriseId,
      account_id: membership.accountId,
      role: membership.role,
      joined_at: membership.at,
    })
    .onConflict((oc) => oc.doNothing())
    .executeTakeFirst();
  return result.numInsertedOrUpdatedRows === 1n;
}

/** Enterprises an account belongs to, longest first. */
export async function membershipsOf(db: Db, accountId: string): Promise<Membership[]> {
  return tables(db)
    .selectFrom('enterprises.membership as m')
    .innerJoin('enterprises.enterprise as e', 'e.id', 'm.enterprise_id')
    .select(['e.id as enterpriseId', 'e.name', 'e.uscc', 'm.role'])
    .where('m.account_id', '=', accountId)
    .orderBy('m.joined_at')
    .execute();
}
