/** SQL of sessions: a cookie's hash stands for a unit until it ends. */
import type { Db } from '@qianyin/service/database';
import type { LoginWay } from '../../shared/views.ts';
import { addSeconds } from '../platform/clock.ts';
import { newToken, tokenHash } from '../platform/tokens.ts';
import type { Unit, UnitTables } from './units-store.ts';

export const SESSION_SECONDS = 8 * 3600;

export interface Session {
  unit: Unit;
  way: LoginWay;
  csrfToken: string;
  startedAt: Date;
}

type SessionTables = UnitTables & {
  'exchange.session': {
    token_hash: Buffer;
    unit_id: string;
    way: LoginWay;
    csrf_token: string;
    subject: string | null;
    started_at: Date;
    expires_at: Date;
    ended_at: Date | null;
  };
};

const tables = (db: Db) => db.withTables<SessionTables>();

/** Begins a session; the token goes into the cookie and is kept nowhere. */
export async function beginSession(
  db: Db,
  { unit, way, subject, now }: { unit: Unit; way: LoginWay; subject: string | null; now: Date },
): Promise<{ token: string; session: Session }> {
  const token = newToken();
  const csrfToken = newToken();
  await tables(db)
    .insertInto('exchange.session')
    .values({
      token_hash: tokenHash(token),
      unit_id: unit.id,
      way,
      csrf_token: csrfToken,
      subject,
      started_at: now,
      expires_at: addSeconds(now, SESSION_SECONDS),
      ended_at: null,
    })
    .execute();
  return { token, session: { unit, way, csrfToken, startedAt: now } };
}

export async function sessionByToken(db: Db, token: string, now: Date): Promise<Session | undefined> {
  const row = await tables(db)
    .selectFrom('exchange.session as s')
    .innerJoin('exchange.unit as u', 'u.id', 's.unit_id')
    .select(['u.id', 'u.name', 'u.uscc', 's.way', 's.csrf_token', 's.started_at'])
    .where('s.token_hash', '=', tokenHash(token))
    .where('s.ended_at', 'is', null)
    .where('s.expires_at', '>', now)
    .executeTakeFirst();
  if (!row) return undefined;
  const { id, name, uscc, way, csrf_token: csrfToken, started_at: startedAt } = row;
  return { unit: { id, name, uscc }, way, csrfToken, startedAt };
}

export async function endSession(db: Db, token: string, now: Date): Promise<void> {
  await tables(db)
    .updateTable('exchange.session')
    .set({ ended_at: now })
    .where('token_hash', '=', tokenHash(token))
    .where('ended_at', 'is', null)
    .execute();
}
