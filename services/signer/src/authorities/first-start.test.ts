/**
 * The first start is stopped by force at every place where it waits for the database; what is left is nothing or all.
 */
import assert from 'node:assert/strict';
import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import { isSignedBy, parseCertificate, verifyPath } from '@qianyin/pki';
import pg from 'pg';
import { pino } from 'pino';
import { startSigner } from '../compose.ts';
import { migrate } from '../database/migrate.ts';
import { openDatabase } from '../database/open.ts';
import { movableClock } from '../testing/clock.ts';
import { readChain } from '../testing/issuing.ts';
import { ground, spawnSigner } from '../testing/temporary-signer.ts';
import type { Ground } from '../testing/temporary-signer.ts';
import { keyIdOf } from './authorities.ts';

const log = pino({ level: 'silent' });

async function migrated(base: Ground): Promise<void> {
  const db = openDatabase({ databaseUrl: base.config.databaseUrl, onError: () => undefined });
  await migrate(db);
  await db.destroy();
}

/** Until somebody waits for a lock in this database. pg_locks, unlike pg_stat_activity, is read anew in a transaction. */
async function untilOneWaits(admin: pg.Client): Promise<void> {
  const query = `select from pg_locks join pg_database on pg_database.oid = database
    where datname = current_database() and not granted`;
  while ((await admin.query(query)).rowCount === 0) await new Promise((resolve) => setImmediate(resolve));
}

for (const table of ['keystore_check', 'escrow_keys', 'authorities', 'audit']) {
  test(`killed while it waits for ${table}, the next start makes one consistent hierarchy`, async () => {
    await using base = await ground();
    await migrated(base);
    const admin = new pg.Client({ connectionString: base.database.url });
    await admin.connect();
    await admin.query(`begin; lock table signer.${table} in share mode`);
    const stuck = spawnSigner(base.config);
    const ended = stuck.exited.then(({ stderr }) => assert.fail(`ended by itself: ${stderr}`));
    await Promise.race([untilOneWaits(admin), ended]);
    await stuck.kill();
    await admin.query('rollback');

    const running = spawnSigner(base.config);
    await running.listening;
    const chain = await readChain(base.client);
    assert.ok(isSignedBy(chain.issuing, chain.root));
    assert.ok(isSignedBy(chain.ocsp, chain.issuing));
    const count = async (name: string) => (await admin.query(`select from signer.${name}`)).rowCount;
    assert.deepEqual([await count('authorities'), await count('escrow_keys')], [3, 1]);
    await running.kill();
    await admin.end();
  });
}

test('two first starts on one database make one hierarchy', async () => {
  await using base = await ground();
  const other = { ...base.config, socketPath: join(base.config.dataDir, 'run', 'other.sock') };
  const both = await Promise.all([base.config, other].map((config) => startSigner({ config, log })));
  const [left, right] = both.map(({ signer }) => signer.authorities);
  for (const role of ['root', 'issuing', 'ocsp'] as const) {
    assert.deepEqual(left?.[role].certificate, right?.[role].certificate);
  }
  for (const { close } of both) await close();
});

test('a later start keeps the hierarchy; the OCSP delegate is replaced before it runs out', async () => {
  await using base = await ground();
  const clock = movableClock();
  const first = await startSigner({ config: base.config, log, clock: clock.now });
  const before = first.signer.authorities;
  await first.close();
  const second = await startSigner({ config: base.config, log, clock: clock.now });
  assert.deepEqual(second.signer.authorities, before);
  await second.close();

  clock.advance(700 * 86_400_000);
  const third = await startSigner({ config: base.config, log, clock: clock.now });
  const { root, issuing, ocsp } = third.signer.authorities;
  assert.deepEqual([root.certificate, issuing.certificate], [before.root.certificate, before.issuing.certificate]);
  assert.equal(keyIdOf(ocsp), 'ocsp 2');
  const path = verifyPath({
    certificate: parseCertificate(ocsp.certificate),
    intermediates: [issuing.parsed],
    roots: [root.parsed],
    at: clock.now(),
  });
  assert.equal(path.ok, true, JSON.stringify(path.reasons));
  await third.close();
  // The escrow key too was made once: two shares, no more.
  assert.equal(readdirSync(join(base.config.dataDir, 'escrow')).length, 2);
});
