import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { after, before, test } from 'node:test';
import { fileURLToPath } from 'node:url';
import pg from 'pg';
import { cosign, createPhone, utf8, wrongShare } from '../testing/phone.ts';
import { temporarySigner } from '../testing/temporary-signer.ts';
import type { TestSigner } from '../testing/temporary-signer.ts';
import { verifyAudit } from './verify.ts';

let running: TestSigner;
before(async () => {
  running = await temporarySigner();
});
after(() => running[Symbol.asyncDispose]());

/** As somebody who owns the whole database. */
async function asAdministrator(statements: string): Promise<void> {
  const admin = new pg.Client({ connectionString: running.database.url });
  await admin.connect();
  try {
    await admin.query(statements);
  } finally {
    await admin.end();
  }
}

const tamper = (change: string) =>
  asAdministrator(`begin; alter table signer.audit disable trigger user; ${change};
    alter table signer.audit enable trigger user; commit`);

test('every use of a key is one row of an unbroken chain, also when keys are used at once', async () => {
  const { client, signer } = running;
  const phones = await Promise.all(Array.from({ length: 8 }, () => createPhone(client)));
  await Promise.all(phones.map((phone) => cosign(client, phone, [utf8('x')])));
  await assert.rejects(cosign(client, phones[0] as (typeof phones)[0], [utf8('x')], wrongShare()));
  const report = await verifyAudit(signer.db);
  const rows = await signer.db.selectFrom('audit').select('content').execute();
  const actions = rows.map(({ content }) => (JSON.parse(content) as { action: string }).action);
  const count = (action: string) => actions.filter((each) => each === action).length;
  assert.deepEqual(
    [count('key-begun'), count('cosignature-begun'), count('cosigned'), count('pin-wrong')],
    [8, 9, 8, 1],
  );
  assert.deepEqual(report, { intact: true, ...(await client.showAuditHead()) });
});

test('the signer’s own role cannot change, delete or empty the audit table', async () => {
  const { signer } = running;
  const appendOnly = /append-only/;
  await assert.rejects(signer.db.updateTable('audit').set({ content: '{}' }).execute(), appendOnly);
  await assert.rejects(signer.db.deleteFrom('audit').execute(), appendOnly);
});

/** What the command says: exit code and line. */
function command(): { status: number | null; stdout: string } {
  const path = join(running.config.dataDir, 'signer.json');
  writeFileSync(path, JSON.stringify(running.config), { mode: 0o600 });
  const program = fileURLToPath(new URL('../verify-audit.ts', import.meta.url));
  const { status, stdout } = spawnSync(process.execPath, [program, path], { encoding: 'utf8' });
  return { status, stdout };
}

test('the command for people says what the chain is worth', async () => {
  const { sequence, hash } = await running.client.showAuditHead();
  const line = `Intact: ${sequence} rows, head ${Buffer.from(hash).toString('hex')}.\n`;
  assert.deepEqual(command(), { status: 0, stdout: line });
});

test('verification names the first altered row', async () => {
  const { signer } = running;
  await tamper(
    `update signer.audit set content = replace(content, 'pin-wrong', 'cosigned') where content like '%pin-wrong%'`,
  );
  const altered = await signer.db
    .selectFrom('audit')
    .select('sequence')
    .orderBy('sequence', 'desc')
    .limit(1)
    .executeTakeFirstOrThrow();
  assert.deepEqual(await verifyAudit(signer.db), { intact: false, firstBad: Number(altered.sequence) });
  await tamper('delete from signer.audit where sequence = 3');
  assert.deepEqual(await verifyAudit(signer.db), { intact: false, firstBad: 3 });
  assert.deepEqual(command(), { status: 1, stdout: 'Altered: row 3 is the first that does not fit.\n' });
});

test('rows cut off the end show against a head kept elsewhere', async () => {
  await using fresh = await temporarySigner();
  await createPhone(fresh.client);
  const head = await fresh.client.showAuditHead();
  const admin = new pg.Client({ connectionString: fresh.database.url });
  await admin.connect();
  await admin.query('alter table signer.audit disable trigger user');
  await admin.query('delete from signer.audit where sequence = $1', [head.sequence]);
  await admin.end();
  const report = await verifyAudit(fresh.signer.db);
  assert.ok(report.intact);
  assert.equal(report.sequence, head.sequence - 1);
});
