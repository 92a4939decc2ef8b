import { type Kysely, sql } from 'kysely';

export async function up(db: Kysely<unknown>): Promise<void> {
  await sql`create schema enterprises`.execute(db);
  // Name, uscc and legal representative are what the public register of enterprises prints.
  await sql`
    create table enterprises.enterprise (
      id uuid primary key,
      name text not null,
      uscc text not null constraint enterprise_uscc unique,
      legal_representative text not null,
      registered_at timestamptz not null
    )`.execute(db);
  await sql`create index enterprise_name on enterprises.enterprise (name)`.execute(db);
  await sql`
    create table enterprises.membership (
      enterprise_id uuid not null references enterprises.enterprise,
      account_id uuid not null references accounts.account,
      role text not null check (role in ('administrator', 'staff-member')),
      joined_at timestamptz not null,
      primary key (enterprise_id, account_id)
    )`.execute(db);
  // One administrator per enterprise, ever: whatever the code above thinks.
  await sql`
    create unique index membership_administrator on enterprises.membership (enterprise_id)
    where role = 'administrator'`.execute(db);
  await sql`create index membership_account on enterprises.membership (account_id)`.execute(db);
}
