/** SQL of units: who may log in. */
import { randomUUID } from 'node:crypto';
import type { Db } from '@qianyin/service/database';
import { hashPassword, verifyPassword } from '@qianyin/service/passwords';
import type { ConfiguredUnit } from '../config.ts';

export interface Unit {
  id: string;
  name: string;
  uscc: string;
}

export type UnitTables = {
  'exchange.unit': { id: string; login: string; name: string; uscc: string; password_hash: string };
};

const tables = (db: Db) => db.withTables<UnitTables>();

export async function unitByLogin(db: Db, login: string): Promise<(Unit & { passwordHash: string }) | undefined> {
  return tables(db)
    .selectFrom('exchange.unit')
    .select(['id', 'name', 'uscc', 'password_hash as passwordHash'])
    .where('login', '=', login)
    .executeTakeFirst();
}

export async function unitByUscc(db: Db, uscc: string): Promise<Unit | undefined> {
  return tables(db)
    .selectFrom('exchange.unit')
    .select(['id', 'name', 'uscc'])
    .where('uscc', '=', uscc)
    .executeTakeFirst();
}

/** Brings the demonstration's units to what the configuration says; their documents stay. */
export async function seedUnits(db: Db, units: readonly ConfiguredUnit[]): Promise<void> {
  for (const { login, password, name, uscc } of units) {
    const known = await unitByLogin(db, login);
    if (known && known.name === name && known.uscc === uscc && (await verifyPassword(password, known.passwordHash)))
      continue;
    const password_hash = await hashPassword(password);
    await tables(db)
      .insertInto('exchange.unit')
      .values({ id: randomUUID(), login, name, uscc, password_hash })
      .onConflict((conflict) => conflict.column('login').doUpdateSet({ name, uscc, password_hash }))
      .execute();
  }
}
