import { type Kysely, sql } from 'kysely';

export async function up(db: Kysely<unknown>): Promise<void> {
  await sql`create schema seals`.execute(db);
  await sql`
    create table seals.seal (
      id uuid primary key,
      -- Who may use it: the holder of the certificate it goes with.
      account_id uuid not null,
      enterprise_id uuid not null,
      certificate_id uuid not null,
      name text not null,
      kind text not null check (kind in ('round-company')),
      drawing jsonb not null,
      svg text not null,
      created_at timestamptz not null,
      ended_at timestamptz
    )`.execute(db);
  await sql`
    create unique index seal_live on seals.seal (certificate_id, kind) where ended_at is null`.execute(db);
  await sql`create index seal_account on seals.seal (account_id)`.execute(db);
}
