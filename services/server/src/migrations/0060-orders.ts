import { type Kysely, sql } from 'kysely';

export async function up(db: Kysely<unknown>): Promise<void> {
  await sql`create schema orders`.execute(db);
  await sql`create table orders.day_number (day date primary key, last int not null)`.execute(db);
  await createOrder(db);
  await createMaterial(db);
  await createEvent(db);
}

// The decisions are facts about the submission that is now under review; earlier rounds stay in `orders.event`.
async function createOrder(db: Kysely<unknown>): Promise<void> {
  await sql`
    create table orders."order" (
      id uuid primary key,
      number text not null unique,
      account_id uuid not null references accounts.account,
      request_id uuid not null,
      product_id text not null,
      subject text not null check (subject in ('unit', 'individual')),
      years int not null check (years > 0),
      unit_name text not null,
      uscc text not null,
      legal_representative text not null,
      registered_place text not null,
      contact_sealed bytea not null,
      -- Moves with every change of form or materials, so that what is submitted is what was checked.
      revision int not null default 0,
      created_at timestamptz not null,
      price_cents int check (price_cents >= 0),
      materials_digest bytea,
      submitted_at timestamptz,
      accepted_at timestamptz,
      accepted_by uuid references accounts.operator,
      refused_at timestamptz,
      refused_by uuid references accounts.operator,
      approved_at timestamptz,
      approved_by uuid references accounts.operator,
      paid_at timestamptz,
      payment_id uuid,
      issued_at timestamptz,
      constraint order_request unique (account_id, request_id),
      constraint order_submitted check (submitted_at is null or (price_cents is not null and materials_digest is not null)),
      constraint order_accepted check ((accepted_at is null) = (accepted_by is null) and (accepted_at is null or submitted_at is not null)),
      constraint order_refused check ((refused_at is null) = (refused_by is null)),
      constraint order_approved check ((approved_at is null) = (approved_by is null) and (approved_at is null or (accepted_at is not null and refused_at is null))),
      constraint order_four_eyes check (accepted_by <> approved_by),
      constraint order_paid check (paid_at is null or approved_at is not null),
      constraint order_issued check (issued_at is null or paid_at is not null)
    )`.execute(db);
  await sql`create index order_account on orders."order" (account_id, created_at desc)`.execute(db);
  // One open claim per enterprise and account.
  await sql`create unique index order_open_claim on orders."order" (account_id, uscc) where issued_at is null`.execute(
    db,
  );
  // Approval reserves the enterprise: two approved claims would both be paid and one could never be issued.
  await sql`create unique index order_approved_claim on orders."order" (uscc) where approved_at is not null`.execute(
    db,
  );
  await sql`
    create index order_queue on orders."order" (submitted_at, id)
    where submitted_at is not null and refused_at is null and approved_at is null`.execute(db);
}

async function createMaterial(db: Kysely<unknown>): Promise<void> {
  await sql`
    create table orders.material (
      id uuid primary key,
      order_id uuid not null references orders."order",
      kind text not null,
      file_name_sealed bytea not null,
      media_type text not null check (media_type in ('application/pdf', 'image/png', 'image/jpeg')),
      bytes int not null check (bytes > 0),
      sm3 bytea not null,
      uploaded_at timestamptz not null,
      refused_reason text,
      replaced_at timestamptz
    )`.execute(db);
  await sql`
    create unique index material_current on orders.material (order_id, kind) where replaced_at is null`.execute(db);
}

async function createEvent(db: Kysely<unknown>): Promise<void> {
  await sql`
    create table orders.event (
      id uuid primary key,
      position bigint generated always as identity,
      order_id uuid not null references orders."order",
      event text not null,
      at timestamptz not null,
      operator_id uuid references accounts.operator,
      reason text,
      note_sealed bytea
    )`.execute(db);
  await sql`create index event_order on orders.event (order_id, position)`.execute(db);
}
