import assert from 'node:assert/strict';
import { test } from 'node:test';
import { type DomainParts, domainParts } from '../../../testing/domain-parts.ts';
import { expectRefusal } from '../../../testing/expect-refusal.ts';
import type { AuditTables } from '../../audit/store.ts';
import { readSms, type SmsTables } from '../sms-store.ts';

import { logInByCode } from './log-in-by-code.ts';
import { sendLoginCode } from './send-login-code.ts';

const PHONE = '13812345678';

async function receiveCode(parts: DomainParts, phone = PHONE): Promise<string> {
  await sendLoginCode(parts, { phone });
  const { id } = await parts.db
    .withTables<SmsTables>()
    .selectFrom('accounts.sms_message')
    .select('id')
    .orderBy('created_at', 'desc')
    .executeTakeFirstOrThrow();
  const sms = await readSms(parts.db, parts.cipher, id);
  return /\d{6}/.exec(sms?.text ?? '')?.[0] ?? '';
}

test('the first login registers, the second finds the same account', async () => {
  await using parts = await domainParts();
  const first = await logInByCode(parts, { phone: PHONE, code: await receiveCode(parts), jkt: 'device-1' });
  parts.clock.advance(61);
  const second = await logInByCode(parts, { phone: PHONE, code: await receiveCode(parts), jkt: 'device-2' });
  assert.equal(second.accountId, first.accountId);
  assert.notEqual(second.token, first.token);
  const trail = await parts.db
    .withTables<AuditTables>()
    .selectFrom('audit.entry')
    .select(['action', 'details'])
    .execute();
  assert.deepEqual(
    trail.map((row) => [row.action, row.details['registered']]),
    [
      ['log-in-by-code', true],
      ['log-in-by-code', false],
    ],
  );
});

test('a code works once, also for two logins at the same moment', async () => {
  await using parts = await domainParts();
  const code = await receiveCode(parts);
  const outcomes = await Promise.allSettled(
    [1, 2, 3].map((n) => logInByCode(parts, { phone: PHONE, code, jkt: `device-${n}` })),
  );
  assert.equal(outcomes.filter((outcome) => outcome.status === 'fulfilled').length, 1);
  await expectRefusal('accounts/code-expired', logInByCode(parts, { phone: PHONE, code, jkt: 'late' }));
});

test('five tries a code, however many are made in parallel', async () => {
  await using parts = await domainParts();
  const code = await receiveCode(parts);
  const wrong = code === '000000' ? '000001' : '000000';
  const guesses = await Promise.allSettled(
    Array.from({ length: 20 }, () => logInByCode(parts, { phone: PHONE, code: wrong, jkt: 'thief' })),
  );
  const codes = guesses.map((guess) => (guess.status === 'rejected' ? String((guess.reason as Error).message) : 'in'));
  assert.equal(codes.filter((c) => c === 'accounts/code-wrong').length, 5);
  assert.equal(codes.filter((c) => c === 'accounts/code-tries-used').length, 15);
  await expectRefusal('accounts/code-tries-used', logInByCode(parts, { phone: PHONE, code, jkt: 'owner' }));
});

test('an old code is refused, and so is one that was never sent', async () => {
  await using parts = await domainParts();
  const code = await receiveCode(parts);
  parts.clock.advance(301);
  await expectRefusal('accounts/code-expired', logInByCode(parts, { phone: PHONE, code, jkt: 'device' }));
  await expectRefusal('accounts/code-wrong', logInByCode(parts, { phone: '13900000000', code, jkt: 'device' }));
});

test('codes leave 60 s apart and five an hour, also when asked for at once', async () => {
  await using parts = await domainParts();
  const burst = await Promise.allSettled([1, 2, 3, 4].map(() => sendLoginCode(parts, { phone: PHONE })));
  assert.equal(burst.filter((outcome) => outcome.status === 'fulfilled').length, 1);
  const refusal = await expectRefusal('accounts/code-too-soon', sendLoginCode(parts, { phone: PHONE }));
  assert.equal(refusal.data?.['waitSeconds'], 60);
  for (let sent = 1; sent < 5; sent++) {
    parts.clock.advance(60);
    await sendLoginCode(parts, { phone: PHONE });
  }
  parts.clock.advance(60);
  await expectRefusal('accounts/code-limit', sendLoginCode(parts, { phone: PHONE }));
});
