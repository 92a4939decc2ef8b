/** SQL of platforms and zones. */
import { SCAN_KINDS, type ScanKind } from '@qianyin/contract';
import type { Db, Tx } from '../../platform/database.ts';
import { tokenHash } from '../../platform/tokens.ts';
import type { Platform } from './model.ts';

type PlatformsTables = {
  'platforms.platform': {
    id: string;
    name: string;
    origin: string;
    redirect_uris: string[];
    kinds: ScanKind[];
    secret_hash: Buffer;
    created_at: Date;
    ended_at: Date | null;
  };
  'platforms.zone': { account_id: string; platform_id: string; bound_at: Date; used_at: Date };
};

const tables = (db: Db) => db.withTables<PlatformsTables>();
/** What no platform can be called is not looked for: headers and queries bring anything. */
const isId = (id: string): boolean => /^[\w.-]{1,100}$/.test(id);
const COLUMNS = ['id', 'name', 'origin', 'redirect_uris', 'kinds'] as const;

/** The platform with the hash of its secret, for the guard alone. */
export async function platformWithSecret(
  db: Db,
  id: string,
): Promise<{ platform: Platform; secretHash: Buffer } | undefined> {
  if (!isId(id)) return undefined;
  const row = await tables(db)
    .selectFrom('platforms.platform')
    .select([...COLUMNS, 'secret_hash'])
    .where('id', '=', id)
    .where('ended_at', 'is', null)
    .executeTakeFirst();
  return row && { platform: platformOf(row), secretHash: row.secret_hash };
}

export async function platformById(db: Db, id: string): Promise<Platform | undefined> {
  if (!isId(id)) return undefined;
  const row = await tables(db)
    .selectFrom('platforms.platform')
    .select(COLUMNS)
    .where('id', '=', id)
    .where('ended_at', 'is', null)
    .executeTakeFirst();
  return row && platformOf(row);
}

/** Every platform, with the instant since when the account has used it. */
export async function platformsFor(db: Db, accountId: string): Promise<(Platform & { boundAt: Date | null })[]> {
  const rows = await tables(db)
    .selectFrom('platforms.platform as p')
    .leftJoin('platforms.zone as z', (join) =>
      join.onRef('z.platform_id', '=', 'p.id').on('z.account_id', '=', accountId),
    )
    .select(['p.id', 'p.name', 'p.origin', 'p.redirect_uris', 'p.kinds', 'z.bound_at'])
    .where('p.ended_at', 'is', null)
    .orderBy('p.name')
    .execute();
  return rows.map((row) => ({ ...platformOf(row), boundAt: row.bound_at }));
}

export async function zoneSince(
  db: Db,
  { accountId, platformId }: { accountId: string; platformId: string },
): Promise<Date | null> {
  const row = await tables(db)
    .selectFrom('platforms.zone')
    .select('bound_at')
    .where('account_id', '=', accountId)
    .where('platform_id', '=', platformId)
    .executeTakeFirst();
  return row?.bound_at ?? null;
}

/** The first confirmed use binds the zone. */
export async function noteUse(
  tx: Tx,
  { accountId, platformId, at }: { accountId: string; platformId: string; at: Date },
): Promise<void> {
  await tables(tx)
    .insertInto('platforms.zone')
    .values({ account_id: accountId, platform_id: platformId, bound_at: at, used_at: at })
    .onConflict((oc) => oc.columns(['account_id', 'platform_id']).doUpdateSet({ used_at: at }))
    .execute();
}

export interface ConfiguredPlatform {
  id: string;
  secret: string;
  name: string;
  origin: string;
  redirectUris: string[];
}

/** Brings the configured platforms into the table: their addresses follow the configuration. */
export async function seedPlatforms(db: Db, platforms: readonly ConfiguredPlatform[], at: Date): Promise<void> {
  for (const { id, secret, name, origin, redirectUris } of platforms) {
    const facts = { name, origin, redirect_uris: redirectUris, secret_hash: tokenHash(secret) };
    await tables(db)
      .insertInto('platforms.platform')
      .values({ id, ...facts, kinds: [...SCAN_KINDS], created_at: at, ended_at: null })
      .onConflict((oc) => oc.column('id').doUpdateSet(facts))
      .execute();
  }
}

function platformOf(row: {
  id: string;
  name: string;
  origin: string;
  redirect_uris: string[];
  kinds: ScanKind[];
}): Platform {
  return { id: row.id, name: row.name, origin: row.origin, redirectUris: row.redirect_uris, kinds: row.kinds };
}
