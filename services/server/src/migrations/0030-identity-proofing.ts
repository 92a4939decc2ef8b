import { type Kysely, sql } from 'kysely';

export async function up(db: Kysely<unknown>): Promise<void> {
  await sql`create schema identity_proofing`.execute(db);
  // A try is written before the provider is asked; `outcome` says how it ended, null while nobody knows.
  await sql`
    create table identity_proofing.attempt (
      id uuid primary key,
      account_id uuid not null references accounts.account,
      method text not null,
      at timestamptz not null,
      outcome text check (outcome in ('matched', 'mismatch', 'unavailable')),
      provider_result text,
      provider_request_id text
    )`.execute(db);
  await sql`create index attempt_account on identity_proofing.attempt (account_id, at desc)`.execute(db);
  await sql`
    create table identity_proofing.identity (
      account_id uuid primary key references accounts.account,
      name_sealed bytea not null,
      id_number_sealed bytea not null,
      -- One identity, one account.
      id_number_index bytea not null constraint identity_id_number unique,
      method text not null,
      card_last4 text,
      attempt_id uuid not null references identity_proofing.attempt,
      proved_at timestamptz not null
    )`.execute(db);
}
