import { type Kysely, sql } from 'kysely';

export async function up(db: Kysely<unknown>): Promise<void> {
  await sql`create schema keys`.execute(db);
  // Whose phone holds the other share. Shares, tries, locks and counters are the signer's alone.
  await sql`
    create table keys.key (
      id uuid primary key,
      account_id uuid not null,
      jkt text not null,
      order_id uuid not null,
      purpose text not null check (purpose in ('signing', 'encryption')),
      public_key bytea not null,
      created_at timestamptz not null,
      ended_at timestamptz
    )`.execute(db);
  await sql`create unique index key_of_order on keys.key (order_id, purpose) where ended_at is null`.execute(db);
  await sql`create index key_account on keys.key (account_id)`.execute(db);
}
