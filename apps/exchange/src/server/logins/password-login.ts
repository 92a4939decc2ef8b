/**
 * Login by name and password. Five tries in fifteen minutes for a name from one address, thirty for a name from
 * anywhere; a try is written down before the password is looked at, so that many at once are no way around.
 */
import type { Db } from '@qianyin/service/database';
import { verifyPassword } from '@qianyin/service/passwords';
import { sql } from 'kysely';
import { addSeconds, type Clock } from '../platform/clock.ts';
import { Refusal } from '../platform/refusal.ts';
import { type Unit, unitByLogin } from './units-store.ts';

const WINDOW_MINUTES = 15;
const TRIES_FROM_ADDRESS = 5;
const TRIES_FROM_ANYWHERE = 30;

type TryTables = { 'exchange.password_try': { login: string; address: string; at: Date } };
const tables = (db: Db) => db.withTables<TryTables>();

interface Given {
  login: string;
  password: string;
  address: string;
}

/** The unit, or a refusal: exchange/login-wrong, exchange/login-locked. */
export async function logInByPassword(
  { db, clock }: { db: Db; clock: Clock },
  { login, password, address }: Given,
): Promise<Unit> {
  const now = clock.now();
  await tables(db).insertInto('exchange.password_try').values({ login, address, at: now }).execute();
  const { anywhere, here } = await tables(db)
    .selectFrom('exchange.password_try')
    .select([
      sql<number>`count(*)`.as('anywhere'),
      sql<number>`count(*) filter (where address = ${address})`.as('here'),
    ])
    .where('login', '=', login)
    .where('at', '>', addSeconds(now, -WINDOW_MINUTES * 60))
    .executeTakeFirstOrThrow();
  if (here > TRIES_FROM_ADDRESS || anywhere > TRIES_FROM_ANYWHERE)
    throw new Refusal('exchange/login-locked', { minutes: WINDOW_MINUTES });
  const unit = await unitByLogin(db, login);
  if (!(await verifyPassword(password, unit?.passwordHash)) || !unit)
    throw new Refusal('exchange/login-wrong', { triesLeft: Math.max(0, TRIES_FROM_ADDRESS - here) });
  await tables(db)
    .deleteFrom('exchange.password_try')
    .where('login', '=', login)
    .where('address', '=', address)
    .execute();
  return { id: unit.id, name: unit.name, uscc: unit.uscc };
}
