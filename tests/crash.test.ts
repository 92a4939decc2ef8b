/**
 * The first journey, with server, signer and PostgreSQL killed (kill -9) while its requests are on their way. Each step is
 * repeated as an app repeats it; at the end everything exists exactly once.
 */
import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { join, resolve } from 'node:path';
import { after, before, describe, test } from 'node:test';
import { Kysely, PostgresDialect } from 'kysely';
import pg from 'pg';
import { chainEntries, verifyChain } from '../services/server/src/domains/audit/index.ts';
import { configOf, count, rows } from './support/database.ts';
import { type Applicant, applicationSteps, scanSteps, type Step } from './support/crash-steps.ts';
import { person } from './support/people.ts';
import { startStory, type Story } from './support/story.ts';
import { persist, Striker } from './support/striker.ts';

let story: Story;
let striker: Striker;
let applicant: Applicant;
let application: Step[];

before(async () => {
  story = await startStory();
  striker = new Striker(story);
  ({ applicant, steps: application } = await applicationSteps(story, striker, person(1)));
});
after(() => story.stop());

/** A step that fails ends its journey: what comes after it could only fail too. */
async function walk(steps: Step[]): Promise<void> {
  for (const { name, path, victims, attempt, done, stopBefore } of steps) {
    striker.stopBefore = stopBefore;
    try {
      for (const victim of victims) await striker.during(path, victim, attempt, done);
      await persist(attempt, done);
    } catch (cause) {
      throw new Error(name, { cause });
    } finally {
      striker.stopBefore = undefined;
    }
  }
}

test('an application, from the login code to the certificates', () => walk(application));

describe('scan sessions', () => {
  const sessions = [
    { kind: 'login', victims: { open: 'server', begin: 'server', finish: 'server', take: 'server' } },
    { kind: 'login', victims: { claim: 'postgres', begin: 'postgres', finish: 'postgres', take: 'postgres' } },
    { kind: 'seal', victims: { begin: 'signer', finish: 'signer', take: 'signer' } },
    { kind: 'seal', victims: { claim: 'server', finish: 'server', take: 'server' } },
    { kind: 'seal', victims: { open: 'postgres', finish: 'postgres', take: 'postgres' } },
  ] as const;
  for (const session of sessions)
    test(`${session.kind}: ${Object.entries(session.victims).join(' ').replaceAll(',', ' ')}`, () =>
      walk(scanSteps(story, striker, applicant, session)));
});

describe('afterwards', () => {
  test('everything exists exactly once', async () => {
    const once = [
      'accounts.account',
      'identity_proofing.identity',
      'orders."order"',
      'payments.payment where paid_at is not null and not surplus',
      'certificates.certificate',
      'enterprises.enterprise',
      'enterprises.membership',
      'seals.seal',
    ];
    for (const table of once) assert.equal(await count(story, 'server', table), 1, table);
    assert.equal(await count(story, 'server', 'payments.payment where surplus'), 0);
    assert.equal(await count(story, 'server', 'keys.key where ended_at is null'), 2);
    assert.equal(await count(story, 'server', 'certificates.issuance where abandoned_at is null'), 2);
    assert.equal(await count(story, 'signer', 'signer.issuances where signature is not null'), 2);
    assert.equal(await count(story, 'server', 'scan_sessions.session where result_taken_at is not null'), 5);
  });

  test('every change left one audit row, and the chain holds them', async () => {
    const entries = await rows<{ action: string; n: number }>(
      story,
      'server',
      'select action, count(*)::int as n from audit.entry group by action',
    );
    const n = (action: string) => entries.find((entry) => entry.action === action)?.n ?? 0;
    const changes = [
      ...['prove-identity-by-bank-card', 'create-order', 'submit-order', 'accept-order', 'approve-order'],
      ...['settle-payment', 'register-enterprise', 'issue-certificates', 'create-seal'],
    ];
    assert.deepEqual(
      changes.map((action) => [action, n(action)]),
      changes.map((action) => [action, 1]),
    );
    assert.equal(n('keep-surplus-payment'), 0);
    assert.deepEqual([n('finish-scan-signature'), n('take-scan-result')], [5, 5]);
    const pool = new pg.Pool({ connectionString: configOf(story, 'server').databaseUrl });
    await using db = new Kysely<Record<never, never>>({ dialect: new PostgresDialect({ pool }) });
    while ((await chainEntries(db)) > 0);
    const chain = await verifyChain(db);
    assert.equal(chain.firstBroken, null);
    assert.equal(chain.length, await count(story, 'server', 'audit.entry'));
  });

  test('no try at the PIN was spent, and the phone is no copy', async () => {
    const { phone } = applicant;
    for (const { keyId } of await phone.storage.list('keys')) {
      const owned = await count(story, 'server', `keys.key where id = '${keyId}' and ended_at is null`);
      if (owned === 0) continue;
      const { state, triesLeft } = await phone.api.keys.showKey({ keyId });
      assert.deepEqual([state, triesLeft], ['active', 5]);
    }
  });

  test('the signer’s own chain is whole', () => {
    const program = resolve(import.meta.dirname, '../services/signer/src/verify-audit.ts');
    const config = join(story.dataDir, 'run/signer.json');
    assert.match(execFileSync(process.execPath, [program, config], { encoding: 'utf8' }), /^Intact/);
  });
});
