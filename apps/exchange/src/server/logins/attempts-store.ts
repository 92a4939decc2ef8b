/** SQL of login attempts: a login that has begun, bound to the cookie of the browser that began it. */
import { randomUUID } from 'node:crypto';
import type { OpenedSession } from '@qianyin/client/platform';
import type { Db } from '@qianyin/service/database';
import type { SecretBox } from '../platform/secret-box.ts';
import { newToken, tokenHash } from '../platform/tokens.ts';

/** What only this server may know of an attempt. */
interface AttemptSecrets {
  nonce: string;
  verifier: string;
  /** Redirect only. */
  state: string | null;
  /** Scan only. */
  session: OpenedSession | null;
}

export interface Attempt {
  id: string;
  way: 'scan' | 'redirect';
  secrets: AttemptSecrets;
  /** Taken from the service and not yet redeemed. */
  code: string | null;
  expiresAt: Date;
}

type AttemptTables = {
  'exchange.login_attempt': {
    id: string;
    browser_hash: Buffer;
    way: 'scan' | 'redirect';
    sealed: Buffer;
    code_sealed: Buffer | null;
    begun_at: Date;
    expires_at: Date;
    ended_at: Date | null;
  };
  'exchange.session': { expires_at: Date };
  'exchange.password_try': { at: Date };
};

interface StoreParts {
  db: Db;
  box: SecretBox;
}

const tables = (db: Db) => db.withTables<AttemptTables>();

/** Keeps a new attempt; the answer is the value of the browser's cookie. */
export async function keepAttempt(
  { db, box }: StoreParts,
  { way, secrets, now, expiresAt }: Pick<Attempt, 'way' | 'secrets' | 'expiresAt'> & { now: Date },
): Promise<string> {
  const id = randomUUID();
  const browser = newToken();
  await tables(db)
    .insertInto('exchange.login_attempt')
    .values({
      id,
      browser_hash: tokenHash(browser),
      way,
      sealed: box.seal(secrets, `login:${id}`),
      code_sealed: null,
      begun_at: now,
      expires_at: expiresAt,
      ended_at: null,
    })
    .execute();
  return browser;
}

/** The open attempt of this browser, if it has one. */
export async function attemptOf({ db, box }: StoreParts, browser: string, now: Date): Promise<Attempt | undefined> {
  const row = await tables(db)
    .selectFrom('exchange.login_attempt')
    .select(['id', 'way', 'sealed', 'code_sealed', 'expires_at'])
    .where('browser_hash', '=', tokenHash(browser))
    .where('ended_at', 'is', null)
    .where('expires_at', '>', now)
    .executeTakeFirst();
  if (!row) return undefined;
  return {
    id: row.id,
    way: row.way,
    secrets: box.open<AttemptSecrets>(row.sealed, `login:${row.id}`),
    code: row.code_sealed === null ? null : box.open<string>(row.code_sealed, `code:${row.id}`),
    expiresAt: row.expires_at,
  };
}

/** Keeps the code the moment it is taken: the service gives it once. */
export async function keepCode({ db, box }: StoreParts, id: string, code: string): Promise<void> {
  await tables(db)
    .updateTable('exchange.login_attempt')
    .set({ code_sealed: box.seal(code, `code:${id}`) })
    .where('id', '=', id)
    .execute();
}

/** Ends an attempt; false when somebody else has. */
export async function endAttempt(db: Db, id: string, now: Date): Promise<boolean> {
  const { numUpdatedRows } = await tables(db)
    .updateTable('exchange.login_attempt')
    .set({ ended_at: now, code_sealed: null })
    .where('id', '=', id)
    .where('ended_at', 'is', null)
    .executeTakeFirst();
  return numUpdatedRows === 1n;
}

/** Removes what has ended by time. */
export async function sweepLogins(db: Db, now: Date): Promise<void> {
  await tables(db).deleteFrom('exchange.login_attempt').where('expires_at', '<', now).execute();
  await tables(db).deleteFrom('exchange.session').where('expires_at', '<', now).execute();
  const dayAgo = new Date(now.getTime() - 86_400_000);
  await tables(db).deleteFrom('exchange.password_try').where('at', '<', dayAgo).execute();
}
