import { type Kysely, sql } from 'kysely';

export async function up(db: Kysely<unknown>): Promise<void> {
  await sql`create schema platforms`.execute(db);
  await sql`
    create table platforms.platform (
      id text primary key,
      name text not null,
      -- Scheme, host and port of its pages; shown on the phone and part of every scan code.
      origin text not null,
      redirect_uris text[] not null,
      kinds text[] not null,
      secret_hash bytea not null,
      created_at timestamptz not null,
      ended_at timestamptz
    )`.execute(db);
  // A zone: an account that has used a platform by scanning.
  await sql`
    create table platforms.zone (
      account_id uuid not null,
      platform_id text not null references platforms.platform,
      bound_at timestamptz not null,
      used_at timestamptz not null,
      primary key (account_id, platform_id)
    )`.execute(db);
}
