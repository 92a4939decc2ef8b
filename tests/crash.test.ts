/**
 * The first journey, with server, signer and PostgreSQL killed (kill -9) while its requests are on their way. Each step is
 * repeated as an app repeats it; at the end everything exists exactly once.
 */
import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { join, resolve } from 'node:path';
import { after, before, describe, test } from 'node:test';
import { until } from '../tools/demo/until.ts';
import { count, rows } from './support/database.ts';
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
    { kind: 'seal', victims: { begin: 'server before', finish: 'server', take: 'server' } },
    { kind: 'seal', victims: { finish: 'postgres', take: 'postgres' } },
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
    // The server chains every minute; asked now, it does so now.
    await rows(story, 'server', `select graphile_worker.add_job('audit/chain')`);
    await until('the chain', async () =>
      (await count(story, 'server', 'audit.entry where position is null')) === 0 ? true : undefined,
    );
    const length = await count(story, 'server', 'audit.entry');
    assert.equal(verifyAudit('server'), `Intact: ${length} rows.\n`);
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

  test('the signer’s own chain is whole', () => assert.match(verifyAudit('signer'), /^Intact/));
});

/** What the service's own program says about its chain; throws unless it is whole. */
function verifyAudit(service: 'server' | 'signer'): string {
  const program = resolve(import.meta.dirname, `../services/${service}/src/verify-audit.ts`);
  return execFileSync(process.execPath, [program, join(story.dataDir, `run/${service}.json`)], { encoding: 'utf8' });
}
