import { type Kysely, sql } from 'kysely';

export async function up(db: Kysely<unknown>): Promise<void> {
  await sql`create schema payments`.execute(db);
  // The row stands before the provider hears of it: whatever is paid there is found again by `out_trade_no`.
  await sql`
    create table payments.payment (
      id uuid primary key,
      order_id uuid not null references orders."order",
      account_id uuid not null references accounts.account,
      out_trade_no text not null unique,
      amount_cents int not null check (amount_cents > 0),
      created_at timestamptz not null,
      qr_code text,
      expires_at timestamptz not null,
      -- When the provider was last asked.
      asked_at timestamptz,
      paid_at timestamptz,
      provider_trade_no text,
      -- Money that came for an order which another payment had already settled: to be paid back.
      surplus boolean not null default false,
      closed_at timestamptz
    )`.execute(db);
  await sql`
    create unique index payment_open on payments.payment (order_id) where paid_at is null and closed_at is null`.execute(
    db,
  );
  await sql`
    create unique index payment_counted on payments.payment (order_id) where paid_at is not null and not surplus`.execute(
    db,
  );
  await sql`create index payment_order on payments.payment (order_id, created_at desc)`.execute(db);
}
