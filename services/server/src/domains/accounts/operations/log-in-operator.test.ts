import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { ErrorCode } from '@qianyin/contract';
import { tokenHash } from '../../../platform/tokens.ts';
import { type DomainParts, domainParts } from '../../../testing/domain-parts.ts';
import { expectRefusal } from '../../../testing/expect-refusal.ts';
import { Refusal } from '../../../platform/errors.ts';
import { seedOperators } from '../demo.ts';
import { DESK_SESSION_HOURS, OPERATOR_LOCK_MINUTES, OPERATOR_TRIES } from '../model.ts';
import { liveDeskSession } from '../sessions-store.ts';
import { logInOperator } from './log-in-operator.ts';
import { logOutOperator } from './log-out-operator.ts';

const PASSWORD = 'desk-password-1';

async function withOperator(): Promise<DomainParts> {
  const parts = await domainParts();
  await seedOperators(parts, [{ name: 'wang', password: PASSWORD, displayName: '王受理', roles: ['acceptor'] }]);
  return parts;
}

const guess = (parts: DomainParts, password = 'wrong') => logInOperator(parts, { name: 'wang', password });

test('a session lasts a working day and ends at logging out', async () => {
  await using parts = await withOperator();
  const live = (token: string) => liveDeskSession(parts.db, tokenHash(token), parts.clock.now());
  const { token, operator } = await guess(parts, PASSWORD);
  assert.equal((await live(token))?.id, operator.id);
  await logOutOperator(parts, { operator, token });
  assert.equal(await live(token), undefined);

  const other = await guess(parts, PASSWORD);
  parts.clock.advance(DESK_SESSION_HOURS * 3600 + 1);
  assert.equal(await live(other.token), undefined);
});

test('guesses made at once are counted one by one', async () => {
  await using parts = await withOperator();
  const codes = await Promise.all(
    Array.from({ length: OPERATOR_TRIES + 3 }, () =>
      guess(parts).then(
        () => assert.fail('logged in by a wrong password'),
        (error: unknown): ErrorCode => (error instanceof Refusal ? error.code : assert.fail(String(error))),
      ),
    ),
  );
  assert.equal(codes.filter((code) => code === 'accounts/password-wrong').length, OPERATOR_TRIES);
  assert.equal(codes.filter((code) => code === 'accounts/login-locked').length, 3);
  // Locked also for who knows the password, until the time has passed.
  await expectRefusal('accounts/login-locked', guess(parts, PASSWORD));
  parts.clock.advance(OPERATOR_LOCK_MINUTES * 60);
  await guess(parts, PASSWORD);
});

test('a right password forgives the wrong ones before it', async () => {
  await using parts = await withOperator();
  for (let round = 0; round < 2; round++) {
    for (let i = 1; i < OPERATOR_TRIES; i++) await expectRefusal('accounts/password-wrong', guess(parts));
    await guess(parts, PASSWORD);
  }
});

test('a name that nobody has is refused like a wrong password', async () => {
  await using parts = await withOperator();
  await expectRefusal('accounts/password-wrong', logInOperator(parts, { name: 'nobody', password: PASSWORD }));
});
