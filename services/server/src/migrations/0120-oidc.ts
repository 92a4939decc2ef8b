import { type Kysely, sql } from 'kysely';

export async function up(db: Kysely<unknown>): Promise<void> {
  await sql`create schema oidc`.execute(db);
  // The provider's own records: grants, codes, tokens, interactions. Ids are bearer values and kept as hashes.
  await sql`
    create table oidc.record (
      model text not null,
      id_hash bytea not null,
      payload_sealed bytea not null,
      grant_id_hash bytea,
      uid_hash bytea,
      consumed_at timestamptz,
      expires_at timestamptz,
      primary key (model, id_hash)
    )`.execute(db);
  await sql`create index record_grant on oidc.record (grant_id_hash) where grant_id_hash is not null`.execute(db);
  await sql`create index record_uid on oidc.record (model, uid_hash) where uid_hash is not null`.execute(db);
  await sql`create index record_expiry on oidc.record (expires_at)`.execute(db);
  await sql`
    create table oidc.signing_key (id text primary key, jwk_sealed bytea not null, created_at timestamptz not null)`.execute(
    db,
  );
  // Which scan session an interaction page shows.
  await sql`
    create table oidc.interaction_scan (
      uid_hash bytea primary key,
      session_id text not null,
      secret_sealed bytea not null,
      opened_at timestamptz not null
    )`.execute(db);
}
