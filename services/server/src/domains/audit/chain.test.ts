import assert from 'node:assert/strict';
import { test } from 'node:test';
import { sql } from 'kysely';
import { inTransaction } from '../../platform/database.ts';
import { type DomainParts, domainParts } from '../../testing/domain-parts.ts';
import { chainEntries, verifyChain } from './chain.ts';
import { recordAudit } from './store.ts';

async function record({ db, clock }: DomainParts, count: number): Promise<void> {
  for (let i = 0; i < count; i++) {
    clock.advance(1);
    const entry = { at: clock.now(), actor: { kind: 'system', id: 'test' }, action: 'count' } as const;
    await inTransaction(db, (tx) =>
      recordAudit(tx, { ...entry, subject: { kind: 'thing', id: `${i}` }, details: { i } }),
    );
  }
}

/** What somebody does who owns the table and forgot that there is a chain. */
async function tamper({ db }: DomainParts, change: ReturnType<typeof sql>): Promise<void> {
  await sql`alter table audit.entry disable trigger append_only`.execute(db);
  await change.execute(db);
}

test('rows are chained in batches, in order, by any number of chainers at once', async () => {
  await using parts = await domainParts();
  await record(parts, 7);
  await Promise.all(Array.from({ length: 4 }, () => chainEntries(parts.db)));
  assert.deepEqual(await verifyChain(parts.db), { length: 7, firstBroken: null });
  await record(parts, 2);
  assert.equal(await chainEntries(parts.db), 2);
  assert.equal(await chainEntries(parts.db), 0);
  assert.deepEqual(await verifyChain(parts.db), { length: 9, firstBroken: null });
});

test('the server’s own role can neither change nor remove a row', async () => {
  await using parts = await domainParts();
  await record(parts, 1);
  for (const change of [
    sql`update audit.entry set action = 'other'`,
    sql`update audit.entry set position = 1, hash = '', action = 'other'`,
    sql`delete from audit.entry`,
  ])
    await assert.rejects(change.execute(parts.db), /append-only/);
  await chainEntries(parts.db);
  await assert.rejects(sql`update audit.entry set position = 2`.execute(parts.db), /append-only/);
});

for (const [what, change] of [
  ['altered', sql`update audit.entry set details = '{"i": 9}' where position = 3`],
  ['redated', sql`update audit.entry set at = at + interval '1 second' where position = 3`],
  ['removed', sql`delete from audit.entry where position = 3`],
  ['given to somebody else', sql`update audit.entry set actor_id = 'other' where position = 3`],
] as const) {
  test(`a row that was ${what} is named`, async () => {
    await using parts = await domainParts();
    await record(parts, 5);
    await chainEntries(parts.db);
    await tamper(parts, change);
    assert.equal((await verifyChain(parts.db)).firstBroken, 3);
  });
}
