import { type Kysely, sql } from 'kysely';

export async function up(db: Kysely<unknown>): Promise<void> {
  await sql`create schema certificates`.execute(db);
  await createRequest(db);
  await createIssuance(db);
  await createCertificate(db);
  await createCrl(db);
}

async function createRequest(db: Kysely<unknown>): Promise<void> {
  await sql`
    create table certificates.request (
      order_id uuid primary key,
      account_id uuid not null,
      key_id uuid not null,
      -- The newest ceremony over \`info\`; a finish that names another one is refused.
      ceremony_id uuid not null,
      info bytea not null,
      begun_at timestamptz not null,
      -- PKCS #10, DER; null until a ceremony was finished.
      request bytea,
      finished_at timestamptz
    )`.execute(db);
}

// Written before the signer hears of it: whatever may have been signed can be found here.
async function createIssuance(db: Kysely<unknown>): Promise<void> {
  await sql`
    create table certificates.issuance (
      id uuid primary key,
      order_id uuid not null,
      purpose text not null check (purpose in ('signing', 'encryption')),
      profile text not null,
      key_id uuid not null,
      serial text not null unique,
      tbs bytea not null,
      prepared_at timestamptz not null,
      signature bytea,
      signed_at timestamptz,
      -- Given up before it was known to be signed; another one took its place.
      abandoned_at timestamptz,
      abandoned_why text,
      constraint issuance_signed check ((signature is null) = (signed_at is null)),
      constraint issuance_abandoned check (abandoned_at is null or signature is null)
    )`.execute(db);
  await sql`
    create unique index issuance_live on certificates.issuance (order_id, purpose)
    where abandoned_at is null`.execute(db);
}

async function createCertificate(db: Kysely<unknown>): Promise<void> {
  await sql`
    create table certificates.authority (
      sm3 bytea primary key,
      role text not null check (role in ('root', 'issuing')),
      certificate bytea not null,
      seen_at timestamptz not null
    )`.execute(db);
  // Dual certificates: one row for the pair, since they live and end together.
  await sql`
    create table certificates.certificate (
      id uuid primary key,
      order_id uuid not null unique,
      account_id uuid not null,
      kind text not null check (kind in ('unit', 'individual')),
      enterprise_id uuid,
      name text not null,
      uscc text,
      signing_key_id uuid not null,
      encryption_key_id uuid not null,
      public_key bytea not null,
      serial text not null unique,
      encryption_serial text not null unique,
      signing bytea not null,
      encryption bytea not null,
      issuing_sm3 bytea not null references certificates.authority,
      root_sm3 bytea not null references certificates.authority,
      not_before timestamptz not null,
      not_after timestamptz not null,
      issued_at timestamptz not null,
      -- Whole seconds: OCSP, CRL and the signer must speak of the same instant.
      revoked_at timestamptz(0),
      revocation_reason text,
      constraint certificate_unit check ((kind = 'unit') = (enterprise_id is not null)),
      constraint certificate_revoked check ((revoked_at is null) = (revocation_reason is null))
    )`.execute(db);
  await sql`
    create index certificate_account on certificates.certificate (account_id, issued_at desc)`.execute(db);
  await sql`
    create index certificate_revocations on certificates.certificate (not_after)
    where revoked_at is not null`.execute(db);
}

async function createCrl(db: Kysely<unknown>): Promise<void> {
  await sql`
    create table certificates.crl (
      number bigint primary key,
      tbs bytea not null,
      this_update timestamptz not null,
      next_update timestamptz not null,
      -- DER; null until it is signed.
      crl bytea,
      -- Not signed in its time, or overtaken by a revocation: its number is never used again.
      abandoned_at timestamptz,
      constraint crl_abandoned check (abandoned_at is null or crl is null)
    )`.execute(db);
  // Of several servers one prepares the next list.
  await sql`
    create unique index crl_pending on certificates.crl ((true)) where crl is null and abandoned_at is null`.execute(
    db,
  );
}
