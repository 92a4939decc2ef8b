/** Units and their logins, documents, sealings. The file contents lie in the rows: one transaction holds both. */
import { type Kysely, sql } from 'kysely';

export async function up(db: Kysely<unknown>): Promise<void> {
  await sql`create schema exchange`.execute(db);
  await sql`
    create table exchange.unit (
      id uuid primary key,
      login text not null unique,
      name text not null,
      uscc text not null unique check (length(uscc) = 18),
      password_hash text not null
    )`.execute(db);
  await sql`
    create table exchange.password_try (
      login text not null,
      address text not null,
      at timestamptz not null
    )`.execute(db);
  await sql`create index password_try_login on exchange.password_try (login, at)`.execute(db);
  await sql`
    create table exchange.session (
      token_hash bytea primary key,
      unit_id uuid not null references exchange.unit,
      way text not null check (way in ('password', 'scan', 'redirect')),
      csrf_token text not null,
      -- Subject of the id token: whose certificate it was.
      subject text,
      started_at timestamptz not null,
      expires_at timestamptz not null,
      ended_at timestamptz
    )`.execute(db);
  await sql`
    create table exchange.login_attempt (
      id uuid primary key,
      browser_hash bytea not null unique,
      way text not null check (way in ('scan', 'redirect')),
      sealed bytea not null,
      -- The authorisation code, from taking it until it is redeemed.
      code_sealed bytea,
      begun_at timestamptz not null,
      expires_at timestamptz not null,
      ended_at timestamptz
    )`.execute(db);
  await sql`
    create table exchange.document (
      id uuid primary key,
      unit_id uuid not null references exchange.unit,
      name text not null,
      content bytea not null,
      bytes bigint not null generated always as (length(content)) stored,
      seals int not null,
      -- The document that was sealed to make this one.
      origin_id uuid references exchange.document on delete set null,
      created_at timestamptz not null
    )`.execute(db);
  await sql`create index document_unit on exchange.document (unit_id, created_at desc)`.execute(db);
  await sql`
    create table exchange.sealing (
      id uuid primary key,
      unit_id uuid not null references exchange.unit,
      document_id uuid not null references exchange.document,
      placement jsonb not null,
      session_sealed bytea not null,
      state text not null check (state in ('opened','scanned','confirmed','sealed','refused','expired','failed')),
      number text,
      expires_at timestamptz not null,
      -- The service's name of the sealed file: with it the file can be fetched again.
      service_document_id uuid,
      sealed_document_id uuid unique references exchange.document,
      problem jsonb,
      begun_at timestamptz not null
    )`.execute(db);
  await sql`create index sealing_open on exchange.sealing (begun_at)
    where state in ('opened', 'scanned', 'confirmed')`.execute(db);
}
