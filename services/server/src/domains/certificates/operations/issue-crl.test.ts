/** The revocation list through crashes and time. The signer's clock stands still here, so lists are made to look old. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { parseCrl } from '@qianyin/pki';
import { expectRefusal } from '../../../testing/expect-refusal.ts';
import { DOT, type IssuingParts, issuingParts } from '../../../testing/issuing-parts.ts';
import { certifiedPhone } from '../../../testing/phone.ts';
import { type CrlTables, newestCrl, pendingCrl } from '../crl-store.ts';
import { certificateForUse } from './certificate-for-use.ts';
import { issueCrl } from './issue-crl.ts';
import { revokeCertificate } from './revoke-certificate.ts';

const actor = { kind: 'system', id: 'test' } as const;

/** As if all lists had been made earlier. */
async function age(parts: IssuingParts, hours: number): Promise<void> {
  const at = new Date(parts.clock.now().getTime() - hours * 3_600_000);
  await parts.db.withTables<CrlTables>().updateTable('certificates.crl').set({ this_update: at }).execute();
}

test('nothing is issued before it is due; then the next number, with what was revoked meanwhile', async () => {
  await using parts = await issuingParts({ drawing: DOT });
  const { phone, pair } = await certifiedPhone(parts);
  await issueCrl(parts);
  await issueCrl(parts);
  assert.equal((await newestCrl(parts.db))?.number, 1);
  await revokeCertificate(parts, { certificateId: pair.id, reason: 'keyCompromise', actor });
  await expectRefusal(
    'certificates/not-found',
    revokeCertificate(parts, { certificateId: pair.id, reason: 'superseded', actor }),
  );
  const use = { accountId: phone.holder.accountId, certificateId: pair.id, now: parts.clock.now() };
  await expectRefusal('certificates/not-usable', certificateForUse(parts.db, use));
  await age(parts, 13);
  await issueCrl(parts);
  const next = await newestCrl(parts.db);
  assert.equal(next?.number, 2);
  const { revoked } = parseCrl(next.crl);
  assert.deepEqual(
    [...revoked].map(({ serial, reason }) => [serial, reason]),
    [pair.serial, pair.encryptionSerial].map((serial) => [serial, 'keyCompromise']),
  );
});

test('a list that was stored and not signed is signed by the next run; an old one gives up its number', async () => {
  await using parts = await issuingParts({ drawing: DOT });
  await parts.signerProcess.kill();
  await assert.rejects(issueCrl(parts));
  await parts.signerProcess.restart();
  await issueCrl(parts);
  assert.equal((await newestCrl(parts.db))?.number, 1);

  await age(parts, 13);
  await parts.signerProcess.kill();
  await assert.rejects(issueCrl(parts));
  assert.equal((await pendingCrl(parts.db))?.number, 2);
  await age(parts, 13);
  await parts.signerProcess.restart();
  await issueCrl(parts);
  assert.equal((await newestCrl(parts.db))?.number, 3);
  assert.equal(await pendingCrl(parts.db), undefined);
});

test('a server that is overtaken between its look and its list makes none', async () => {
  await using parts = await issuingParts({ drawing: DOT });
  const { signer } = parts;
  let overtaken = 0;
  const slow = Object.assign(Object.create(signer) as typeof signer, {
    showAuthorities: async () => {
      overtaken += 1;
      await issueCrl(parts);
      return signer.showAuthorities();
    },
  });
  await issueCrl({ ...parts, signer: slow });
  assert.deepEqual([overtaken, (await newestCrl(parts.db))?.number], [1, 1]);
});
