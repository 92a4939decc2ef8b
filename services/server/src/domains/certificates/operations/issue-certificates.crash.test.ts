/** Issuance that is stopped between any two steps, and issuance by several calls at once: one pair, whatever happens. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { SignerClient } from '@qianyin/signer/interface';
import { expectRefusal } from '../../../testing/expect-refusal.ts';
import { DOT, type IssuingParts, issuingParts } from '../../../testing/issuing-parts.ts';
import { readyPhone } from '../../../testing/phone.ts';
import type { AuditTables } from '../../audit/store.ts';
import type { IssuanceTables } from '../issuance-store.ts';
import { certificatesOfAccount } from '../store.ts';
import { issueCertificates } from './issue-certificates.ts';

const issuances = (parts: IssuingParts) =>
  parts.db.withTables<IssuanceTables>().selectFrom('certificates.issuance').selectAll().execute();

async function ready(parts: IssuingParts): Promise<{ accountId: string; orderId: string }> {
  const { holder, orderId } = await readyPhone(parts);
  return { accountId: holder.accountId, orderId };
}

test('four calls at the same moment issue one pair', async () => {
  await using parts = await issuingParts({ drawing: DOT });
  const wanted = await ready(parts);
  const pairs = await Promise.all([1, 2, 3, 4].map(() => issueCertificates(parts, wanted)));
  for (const pair of pairs) assert.deepEqual(pair, pairs[0]);
  await assertOnePair(parts, wanted);
});

for (const when of ['before', 'after'] as const) {
  test(`a crash ${when} any step leaves one pair after the repetition`, async () => {
    await using parts = await issuingParts({ drawing: DOT });
    const wanted = await ready(parts);
    const crashed = new Set<string>();
    const failing = crashingOnce(parts, crashed, when);
    for (let last = -1; last < crashed.size; ) {
      last = crashed.size;
      await issueCertificates(failing, wanted).catch((error: unknown) => assert.ok(error instanceof Crash));
      if (crashed.size > last) assert.deepEqual(await certificatesOfAccount(parts.db, wanted.accountId), []);
    }
    // Lint and signature of two certificates, the drawing, the seal's row.
    assert.equal(crashed.size, 6);
    await assertOnePair(parts, wanted);
  });
}

test('a signer killed between lint and signature changes nothing but the time', async () => {
  await using parts = await issuingParts({ drawing: DOT });
  const wanted = await ready(parts);
  const killing = intercept(parts.signer, async (step, call) => {
    if (step.startsWith('signCertificate')) await parts.signerProcess.kill();
    return call();
  });
  await expectRefusal('keys/signer-unavailable', issueCertificates({ ...parts, signer: killing }, wanted));
  await parts.signerProcess.restart();
  await issueCertificates(parts, wanted);
  await assertOnePair(parts, wanted);
});

test('bytes too old for the signer are given up, and their serial with them', async () => {
  await using parts = await issuingParts({ drawing: DOT });
  const wanted = await ready(parts);
  await assert.rejects(issueCertificates(crashingOnce(parts, new Set(), 'before'), wanted), Crash);
  const [old] = await issuances(parts);
  await parts.db
    .withTables<IssuanceTables>()
    .updateTable('certificates.issuance')
    .set({ prepared_at: new Date(parts.clock.now().getTime() - 13 * 3_600_000) })
    .execute();
  const pair = await issueCertificates(parts, wanted);
  assert.notEqual(pair.serial, old?.serial);
  const rows = await issuances(parts);
  assert.deepEqual(
    rows.map((row) => [row.abandoned_why, row.signature !== null]).toSorted(),
    [
      [null, true],
      [null, true],
      ['too-old', false],
    ].toSorted(),
  );
});

class Crash extends Error {}

/** The same parts; each step outside this process' memory ends in a crash the first time, before or after it took effect. */
function crashingOnce(parts: IssuingParts, crashed: Set<string>, when: 'before' | 'after'): IssuingParts {
  const step = async <T>(label: string, call: () => Promise<T>): Promise<T> => {
    if (crashed.has(label)) return call();
    crashed.add(label);
    if (when === 'after') await call();
    throw new Crash();
  };
  const { draw, create } = parts.seals;
  return {
    ...parts,
    signer: intercept(parts.signer, step),
    seals: {
      draw: (name) => step('draw', () => draw(name)),
      create: (tx, seal) => step('create', () => create(tx, seal)),
    },
  };
}

type Around = (step: string, call: () => Promise<unknown>) => Promise<unknown>;

function intercept(signer: SignerClient, around: Around): SignerClient {
  return new Proxy(signer, {
    get(target, name: keyof SignerClient) {
      const value = target[name];
      if (!['lintCertificate', 'signCertificate'].includes(name)) return value;
      const method = value as (request: { issuanceId: string }) => Promise<unknown>;
      return (request: { issuanceId: string }) => around(`${name} ${request.issuanceId}`, () => method(request));
    },
  });
}

async function assertOnePair(parts: IssuingParts, wanted: { accountId: string; orderId: string }): Promise<void> {
  const pairs = await certificatesOfAccount(parts.db, wanted.accountId);
  assert.equal(pairs.length, 1);
  const rows = await issuances(parts);
  assert.deepEqual(rows.map((row) => row.purpose).toSorted(), ['encryption', 'signing']);
  assert.deepEqual(rows.map((row) => row.serial).toSorted(), [pairs[0]?.serial, pairs[0]?.encryptionSerial].toSorted());
  const trail = await parts.db.withTables<AuditTables>().selectFrom('audit.entry').select('action').execute();
  const count = (action: string) => trail.filter((row) => row.action === action).length;
  assert.deepEqual(['issue-certificates', 'register-enterprise', 'create-seal'].map(count), [1, 1, 1]);
}
