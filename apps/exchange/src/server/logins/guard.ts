/** Who calls: the session behind the cookie, and for changes the token that only our own page knows. */
import type { Db } from '@qianyin/service/database';
import type { FastifyRequest } from 'fastify';
import type { Clock } from '../platform/clock.ts';
import { Refusal } from '../platform/refusal.ts';
import { equalText } from '../platform/tokens.ts';
import { cookie } from './cookies.ts';
import { type Session, sessionByToken } from './sessions-store.ts';

export interface GuardParts {
  db: Db;
  clock: Clock;
  secure: boolean;
}

/** The caller's session; a request that changes something must carry the session's CSRF token. */
export async function requireSession({ db, clock, secure }: GuardParts, request: FastifyRequest): Promise<Session> {
  const token = cookie('session', secure).read(request);
  const session = token === undefined ? undefined : await sessionByToken(db, token, clock.now());
  if (!session) throw new Refusal('exchange/login-required');
  if (request.method !== 'GET') {
    const given = request.headers['x-csrf-token'];
    if (typeof given !== 'string' || !equalText(given, session.csrfToken)) throw new Refusal('exchange/csrf');
  }
  return session;
}
