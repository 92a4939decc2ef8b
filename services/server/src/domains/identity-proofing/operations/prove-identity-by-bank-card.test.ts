import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { pino } from 'pino';
import { describeAccount } from '../../../flows/describe-account.ts';
import { systemClock } from '../../../platform/clock.ts';
import { type DomainParts, domainParts } from '../../../testing/domain-parts.ts';
import { expectRefusal } from '../../../testing/expect-refusal.ts';
import { newAccount } from '../../../testing/people.ts';
import { type Sandbox, startSandbox } from '../../../testing/sandbox.ts';
import type { AuditTables } from '../../audit/store.ts';
import { tencentBankCard } from '../adapters/tencent-bank-card.ts';
import { type IdentityTables, requireProof } from '../store.ts';
import { proveIdentityByBankCard } from './prove-identity-by-bank-card.ts';

const PERSON = {
  name: '张三丰',
  idNumber: '11010519491231002X',
  cardNumber: '6222021234567890128',
  phone: '13800138000',
};
const WRONG_CARD = '6222000012345673';

let sandbox: Sandbox;
before(async () => {
  sandbox = await startSandbox();
});
after(() => sandbox[Symbol.asyncDispose]());

const withProvider = (parts: DomainParts, endpoint = sandbox.url) => ({
  ...parts,
  bankCards: tencentBankCard({
    config: { ...sandbox.bankCard, endpoint },
    clock: systemClock,
    log: pino({ level: 'silent' }),
  }),
});

test('a proof opens the account and is kept masked, sealed and without the card', async () => {
  await using parts = await domainParts();
  const accountId = await newAccount(parts);
  await expectRefusal('identity-proofing/required', requireProof(parts.db, accountId));
  await proveIdentityByBankCard(withProvider(parts), { accountId, ...PERSON });
  await requireProof(parts.db, accountId);
  const view = await describeAccount(parts, accountId);
  assert.equal(view.nameMasked, '张*丰');
  assert.equal(view.idNumberMasked, '1101**********002X');
  assert.equal(view.provedAt, parts.clock.now().toISOString());
  const row = await parts.db
    .withTables<IdentityTables>()
    .selectFrom('identity_proofing.identity')
    .selectAll()
    .executeTakeFirstOrThrow();
  assert.equal(row.card_last4, '0128');
  assert.equal(Buffer.concat([row.name_sealed, row.id_number_sealed]).includes('张三丰'), false);
  const trail = await parts.db.withTables<AuditTables>().selectFrom('audit.entry').select('action').execute();
  assert.deepEqual(trail, [{ action: 'prove-identity-by-bank-card' }]);
  await expectRefusal(
    'identity-proofing/already-done',
    proveIdentityByBankCard(withProvider(parts), { accountId, ...PERSON }),
  );
});

test('one person, one account, also when two accounts try at the same moment', async () => {
  await using parts = await domainParts();
  const deps = withProvider(parts);
  const accounts = await Promise.all([newAccount(parts), newAccount(parts), newAccount(parts)]);
  const outcomes = await Promise.allSettled(
    accounts.map((accountId) => proveIdentityByBankCard(deps, { accountId, ...PERSON })),
  );
  assert.equal(outcomes.filter((outcome) => outcome.status === 'fulfilled').length, 1);
  const loser = accounts[outcomes.findIndex((outcome) => outcome.status === 'rejected')] ?? '';
  await expectRefusal(
    'identity-proofing/identity-taken',
    proveIdentityByBankCard(deps, { accountId: loser, ...PERSON }),
  );
});

test('the same proof sent twice at once succeeds once', async () => {
  await using parts = await domainParts();
  const accountId = await newAccount(parts);
  const outcomes = await Promise.allSettled(
    [1, 2, 3].map(() => proveIdentityByBankCard(withProvider(parts), { accountId, ...PERSON })),
  );
  const codes = outcomes.map((outcome) =>
    outcome.status === 'rejected' ? (outcome.reason as Error).message : 'proved',
  );
  assert.deepEqual(codes.toSorted(), ['identity-proofing/already-done', 'identity-proofing/already-done', 'proved']);
});

test('five wrong tries in 24 hours, however many are made at once; then it opens again', async () => {
  await using parts = await domainParts();
  const accountId = await newAccount(parts);
  const attempt = (cardNumber: string) =>
    proveIdentityByBankCard(withProvider(parts), { accountId, ...PERSON, cardNumber });
  const first = await expectRefusal('identity-proofing/mismatch', attempt(WRONG_CARD));
  assert.equal(first.data?.['triesLeft'], 4);
  const burst = await Promise.allSettled(Array.from({ length: 10 }, () => attempt(WRONG_CARD)));
  const codes = burst.map((outcome) => (outcome.status === 'rejected' ? (outcome.reason as Error).message : 'in'));
  assert.equal(codes.filter((code) => code === 'identity-proofing/mismatch').length, 4);
  assert.equal(codes.filter((code) => code === 'identity-proofing/tries-used').length, 6);
  const refusal = await expectRefusal('identity-proofing/tries-used', attempt(PERSON.cardNumber));
  assert.equal(refusal.data?.['waitSeconds'], 86_400);
  parts.clock.advance(86_400);
  await attempt(PERSON.cardNumber);
});

test('a provider out of reach costs no try', async () => {
  await using parts = await domainParts();
  const accountId = await newAccount(parts);
  for (let n = 0; n < 7; n++)
    await expectRefusal(
      'identity-proofing/provider-unavailable',
      proveIdentityByBankCard(withProvider(parts, 'http://127.0.0.1:9'), { accountId, ...PERSON }),
    );
  await proveIdentityByBankCard(withProvider(parts), { accountId, ...PERSON });
});
