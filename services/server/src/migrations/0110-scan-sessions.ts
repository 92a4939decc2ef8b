import { type Kysely, sql } from 'kysely';

export async function up(db: Kysely<unknown>): Promise<void> {
  await sql`create schema scan_sessions`.execute(db);
  await sql`
    create table scan_sessions.session (
      id text primary key,
      platform_id text not null,
      kind text not null check (kind in ('login', 'seal')),
      origin text not null,
      display text not null,
      digest text not null,
      secret_sealed bytea not null,
      result_token_hash bytea not null,
      typed_code text not null,
      browser_address text not null,
      browser_agent text not null,
      uscc text,
      oidc jsonb,
      opened_at timestamptz not null,
      -- Until when a phone may scan it; after scanning, until when it may be confirmed.
      scan_by timestamptz not null,
      scanned_at timestamptz,
      act_by timestamptz,
      account_id uuid,
      jkt text,
      number text,
      numbers text[],
      certificate_id uuid,
      seal_id uuid,
      statement text,
      ceremony_id uuid,
      confirmed_at timestamptz,
      statement_signature bytea,
      refused_at timestamptz,
      refusal text,
      failed_at timestamptz,
      failure text,
      result_taken_at timestamptz
    )`.execute(db);
  await sql`create unique index session_typed_code on scan_sessions.session (typed_code) where scanned_at is null`.execute(
    db,
  );
  await sql`create index session_account on scan_sessions.session (account_id, scanned_at desc)`.execute(db);
  await sql`
    create table scan_sessions.document (
      id uuid primary key,
      session_id text not null references scan_sessions.session,
      platform_id text not null,
      name text not null,
      bytes int not null,
      pages int not null,
      placement jsonb not null,
      original_blob uuid not null,
      prepared_blob uuid,
      -- SM3 of the prepared PDF's byte range, and the CMS signed attributes over it.
      prepared_digest bytea,
      attributes bytea,
      signature bytea,
      sealed_blob uuid
    )`.execute(db);
  await sql`create index document_session on scan_sessions.document (session_id)`.execute(db);
  // Wrong typed codes, so that eight digits cannot be guessed.
  await sql`
    create table scan_sessions.typed_try (account_id uuid not null, at timestamptz not null)`.execute(db);
  await sql`create index typed_try_account on scan_sessions.typed_try (account_id, at)`.execute(db);
}
