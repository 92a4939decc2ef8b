import { type Kysely, sql } from 'kysely';

export async function up(db: Kysely<unknown>): Promise<void> {
  await sql`create schema accounts`.execute(db);
  // A person in the wallet. `proved_at` and the identity are facts owned by identity-proofing.
  await sql`
    create table accounts.account (
      id uuid primary key,
      phone_sealed bytea not null,
      phone_index bytea not null unique,
      created_at timestamptz not null
    )`.execute(db);
  await sql`
    create table accounts.login_code (
      id uuid primary key,
      phone_index bytea not null,
      code_hash bytea not null,
      sent_at timestamptz not null,
      expires_at timestamptz not null,
      tries int not null default 0,
      used_at timestamptz
    )`.execute(db);
  await sql`create index login_code_phone on accounts.login_code (phone_index, sent_at desc)`.execute(db);
  await sql`
    create table accounts.wallet_session (
      token_hash bytea primary key,
      account_id uuid not null references accounts.account,
      -- Thumbprint (RFC 7638) of the device key that every request must prove.
      jkt text not null,
      created_at timestamptz not null,
      expires_at timestamptz not null,
      ended_at timestamptz
    )`.execute(db);
  await sql`create index wallet_session_account on accounts.wallet_session (account_id)`.execute(db);
  await sql`create table accounts.dpop_proof (jti_hash bytea primary key, seen_at timestamptz not null)`.execute(db);
  await sql`create index dpop_proof_seen on accounts.dpop_proof (seen_at)`.execute(db);
  await sql`
    create table accounts.sms_message (
      id uuid primary key,
      phone_sealed bytea not null,
      text_sealed bytea not null,
      created_at timestamptz not null,
      sent_at timestamptz
    )`.execute(db);
  await sql`
    create table accounts.operator (
      id uuid primary key,
      name text not null unique,
      display_name text not null,
      password_hash text not null,
      roles text[] not null,
      failures int not null default 0,
      locked_until timestamptz,
      created_at timestamptz not null,
      ended_at timestamptz
    )`.execute(db);
  await sql`
    create table accounts.desk_session (
      token_hash bytea primary key,
      operator_id uuid not null references accounts.operator,
      created_at timestamptz not null,
      expires_at timestamptz not null,
      ended_at timestamptz
    )`.execute(db);
}
