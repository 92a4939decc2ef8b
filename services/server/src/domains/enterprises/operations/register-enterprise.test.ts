import assert from 'node:assert/strict';
import { test } from 'node:test';
import { validUscc } from '@qianyin/testkit';
import { inTransaction } from '../../../platform/database.ts';
import { domainParts } from '../../../testing/domain-parts.ts';
import { expectRefusal } from '../../../testing/expect-refusal.ts';
import { newAccount, provedAccount } from '../../../testing/people.ts';
import type { Registration } from '../model.ts';
import { enterpriseByUscc, isClaimed, membershipsOf } from '../store.ts';
import { registerEnterprise } from './register-enterprise.ts';
import { requireClaimable } from './require-claimable.ts';
import { searchEnterprises } from './search-enterprises.ts';

const at = new Date('2026-11-23T02:00:00Z');
const registration = (administratorId: string, more: Partial<Registration> = {}): Registration => ({
  name: '宿迁市洋河测试有限公司',
  uscc: validUscc(1),
  legalRepresentative: '赵一',
  administratorId,
  at,
  ...more,
});

test('of many claims at the same moment one account becomes administrator', async () => {
  await using parts = await domainParts();
  const accounts = await Promise.all(Array.from({ length: 6 }, () => newAccount(parts)));
  const outcomes = await Promise.allSettled(
    accounts.map((id) => inTransaction(parts.db, (tx) => registerEnterprise(tx, registration(id)))),
  );
  assert.equal(outcomes.filter((outcome) => outcome.status === 'fulfilled').length, 1);
  const members = await Promise.all(accounts.map((id) => membershipsOf(parts.db, id)));
  assert.deepEqual(
    members.flat().map(({ uscc: code, role }) => [code, role]),
    [[validUscc(1), 'administrator']],
  );
  assert.equal(await isClaimed(parts.db, validUscc(1)), true);
  assert.equal(await isClaimed(parts.db, validUscc(2)), false);
});

test('a claimed enterprise cannot be claimed again, nor its name by another uscc', async () => {
  await using parts = await domainParts();
  const first = await newAccount(parts);
  const second = await newAccount(parts);
  const name = registration(first).name;
  await requireClaimable(parts.db, { name, uscc: validUscc(1) });
  await inTransaction(parts.db, (tx) => registerEnterprise(tx, registration(first)));
  await expectRefusal(
    'enterprises/already-claimed',
    inTransaction(parts.db, (tx) => registerEnterprise(tx, registration(second))),
  );
  await expectRefusal('enterprises/already-claimed', requireClaimable(parts.db, { name, uscc: validUscc(1) }));
  await expectRefusal(
    'enterprises/name-mismatch',
    requireClaimable(parts.db, { name: '别家公司', uscc: validUscc(1) }),
  );
  await expectRefusal('enterprises/name-mismatch', requireClaimable(parts.db, { name, uscc: validUscc(2) }));
  assert.equal((await enterpriseByUscc(parts.db, validUscc(1)))?.legalRepresentative, '赵一');
});

test('search finds by uscc in either case and by a part of the name, and takes wildcards literally', async () => {
  await using parts = await domainParts();
  const accountId = await provedAccount(parts);
  for (const [n, name] of ['宿迁甲公司', '宿迁乙公司', '百分之%公司'].entries())
    await inTransaction(parts.db, (tx) =>
      registerEnterprise(tx, registration(accountId, { name, uscc: validUscc(n) })),
    );
  const names = async (query: string) =>
    (await searchEnterprises(parts, { accountId, query })).map((enterprise) => enterprise.name);
  assert.deepEqual(await names(validUscc(1).toLowerCase()), ['宿迁乙公司']);
  assert.deepEqual((await names('宿迁')).toSorted(), ['宿迁乙公司', '宿迁甲公司'].toSorted());
  assert.deepEqual(await names('%公'), ['百分之%公司']);
  assert.deepEqual(await names('__'), []);
  assert.deepEqual(await names(validUscc(9)), []);
});

test('search is closed to people who have not proved who they are', async () => {
  await using parts = await domainParts();
  const accountId = await newAccount(parts);
  await expectRefusal('identity-proofing/required', searchEnterprises(parts, { accountId, query: '公司' }));
});
