import { type Kysely, sql } from 'kysely';

export async function up(db: Kysely<unknown>): Promise<void> {
  await sql`create schema audit`.execute(db);
  await sql`
    create table audit.entry (
      id uuid primary key,
      at timestamptz not null,
      actor_kind text not null check (actor_kind in ('account', 'operator', 'platform', 'system')),
      actor_id text not null,
      action text not null,
      subject_kind text not null,
      subject_id text not null,
      details jsonb not null,
      -- Given by the chainer after the commit; see domains/audit.
      position bigint unique,
      hash bytea
    )`.execute(db);
  await sql`create index entry_unchained on audit.entry (at) where position is null`.execute(db);
  await sql`create index entry_subject on audit.entry (subject_kind, subject_id)`.execute(db);
  // Append-only also for the server's own role: only the chainer's two columns may be filled in, once.
  await sql`
    create function audit.append_only() returns trigger language plpgsql as $$
    begin
      if tg_op = 'UPDATE' and old.position is null and new.position is not null
         and (new.id, new.at, new.actor_kind, new.actor_id, new.action, new.subject_kind, new.subject_id, new.details)
           = (old.id, old.at, old.actor_kind, old.actor_id, old.action, old.subject_kind, old.subject_id, old.details)
      then return new; end if;
      raise exception 'audit.entry is append-only';
    end $$`.execute(db);
  await sql`create trigger append_only before update or delete on audit.entry for each row execute function audit.append_only()`.execute(
    db,
  );
}
