/**
 * Schema `signer`: everything the signer remembers. Columns named sealed_* are ciphertext of the key store.
 *
 * P1 = d1·G, the proofs, Q1 and s' would each let a thief of a phone test PINs offline, so P1 and the proof are sealed,
 * Q1 lives only while its ceremony is pending, and s' is never stored.
 */
import { sql } from 'kysely';
import type { Kysely } from 'kysely';

export async function up(db: Kysely<unknown>): Promise<void> {
  await sql`
    create table signer.keystore_check (
      id smallint primary key check (id = 1),
      sealed bytea not null
    );

    create table signer.authorities (
      role text not null check (role in ('root', 'issuing', 'ocsp')),
      generation integer not null check (generation > 0),
      certificate bytea not null,
      key_reference bytea not null,
      created_at timestamptz not null,
      primary key (role, generation)
    );

    create table signer.escrow_keys (
      generation integer primary key check (generation > 0),
      public_key bytea not null unique,
      created_at timestamptz not null
    );

    -- One row per PIN: the keys under one PIN share its tries.
    create table signer.pins (
      pin_id text primary key,
      failures integer not null default 0 check (failures >= 0),
      locked_at timestamptz,
      lock_reason text check (lock_reason in ('pin', 'clone')),
      check ((locked_at is null) = (lock_reason is null))
    );

    create table signer.keys (
      key_id text primary key,
      purpose text not null check (purpose in ('signing', 'encryption')),
      pin_id text not null references signer.pins,
      account text not null,
      device text not null,
      public_key bytea not null unique check (octet_length(public_key) = 65),
      sealed_d2 bytea,
      sealed_p1 bytea,
      sealed_proof bytea,
      counter integer not null default 0 check (counter >= 0),
      created_at timestamptz not null,
      ended_at timestamptz,
      check ((ended_at is null) = (sealed_d2 is not null)),
      check ((ended_at is null) = (sealed_p1 is not null))
    );

    -- Encryption keys only. Kept after the key's end: recovery by two agents must stay possible.
    create table signer.archived_keys (
      key_id text primary key references signer.keys,
      escrow_generation integer not null references signer.escrow_keys,
      ciphertext bytea not null,
      recipient bytea not null,
      wrapped_share bytea not null
    );

    create table signer.ceremonies (
      key_id text not null references signer.keys,
      ceremony_id text not null,
      state text not null check (state in ('pending', 'finished', 'refused', 'superseded')),
      phone_counter integer not null,
      digests bytea not null,
      q1 bytea,
      r2 bytea,
      sealed_k2 bytea,
      signatures bytea,
      counter_after integer,
      refusal text,
      tries_left integer,
      begun_at timestamptz not null,
      settled_at timestamptz,
      primary key (key_id, ceremony_id),
      check ((state = 'pending') = (sealed_k2 is not null and q1 is not null and r2 is not null)),
      check ((state = 'finished') = (signatures is not null)),
      check ((state = 'refused') = (refusal is not null))
    );
    create unique index ceremonies_one_pending on signer.ceremonies (key_id) where state = 'pending';
    create index ceremonies_rate on signer.ceremonies (key_id, begun_at);

    create table signer.openings (
      key_id text not null references signer.keys,
      request_id text not null,
      blinded bytea not null,
      t2 bytea,
      refusal text,
      tries_left integer,
      opened_at timestamptz not null,
      primary key (key_id, request_id),
      check ((t2 is null) = (refusal is not null))
    );
    create index openings_rate on signer.openings (key_id, opened_at);

    create table signer.issuances (
      issuance_id text primary key,
      serial text not null unique,
      profile text not null,
      key_id text not null references signer.keys,
      tbs bytea not null,
      not_after timestamptz not null,
      order_id text not null,
      accepted_by text not null,
      approved_by text not null check (approved_by <> accepted_by),
      paid_at timestamptz not null,
      token_hash bytea not null,
      linted_at timestamptz not null,
      signature bytea,
      signed_at timestamptz,
      check ((signature is null) = (signed_at is null))
    );
    create index issuances_rate on signer.issuances (signed_at);

    create table signer.crls (
      number numeric(60, 0) primary key,
      tbs_hash bytea not null unique,
      signature bytea not null,
      signed_at timestamptz not null
    );

    -- Every revocation this signer has ever put its name to: none can be taken back while its certificate is valid.
    create table signer.revocations (
      serial text primary key references signer.issuances (serial),
      revoked_at timestamptz not null
    );

    create table signer.audit (
      sequence bigint primary key,
      content text not null,
      previous bytea not null,
      hash bytea not null unique
    );
    create function signer.refuse_change() returns trigger language plpgsql as
      'begin raise exception ''signer.audit is append-only''; end';
    create trigger audit_append_only before update or delete or truncate on signer.audit
      for each statement execute function signer.refuse_change();
  `.execute(db);
}
