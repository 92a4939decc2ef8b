/** People of a domain's test, put straight into the database: accounts, proved identities, operators. */
import { randomUUID } from 'node:crypto';
import type { OperatorRole } from '@qianyin/contract';
import { validIdNumber, validPhone } from '@qianyin/testkit';
import type { Operator } from '../domains/accounts/index.ts';
import { insertOperator } from '../domains/accounts/operators-store.ts';
import { accountOfPhone } from '../domains/accounts/store.ts';
import { insertAttempt } from '../domains/identity-proofing/attempts-store.ts';
import { insertIdentity } from '../domains/identity-proofing/store.ts';
import { inTransaction } from '../platform/database.ts';
import type { DomainParts } from './domain-parts.ts';

let people = 0;

/** An account with a phone of its own. */
export async function newAccount({ db, cipher, clock }: DomainParts): Promise<string> {
  people += 1;
  const number = validPhone(people);
  const account = await inTransaction(db, (tx) =>
    accountOfPhone(tx, cipher, {
      number,
      index: cipher.index(number, 'phone'),
      newId: randomUUID(),
      at: clock.now(),
    }),
  );
  return account.id;
}

/** An account whose holder proved who they are. */
export async function provedAccount(parts: DomainParts, name = '王小明'): Promise<string> {
  const { db, cipher, clock } = parts;
  const accountId = await newAccount(parts);
  const attemptId = randomUUID();
  await insertAttempt(db, { id: attemptId, accountId, method: 'bank-card', at: clock.now() });
  await inTransaction(db, (tx) =>
    insertIdentity(tx, cipher, {
      accountId,
      attemptId,
      name,
      idNumber: validIdNumber(people),
      method: 'bank-card',
      cardLast4: '0000',
      provedAt: clock.now(),
    }),
  );
  return accountId;
}

export async function newOperator(
  parts: DomainParts,
  roles: OperatorRole[],
  displayName = '李受理',
): Promise<Operator> {
  const operator = { id: randomUUID(), name: `operator-${randomUUID().slice(0, 8)}`, displayName, roles };
  await inTransaction(parts.db, (tx) =>
    insertOperator(tx, {
      id: operator.id,
      name: operator.name,
      display_name: displayName,
      password_hash: 'none',
      roles,
      failures: 0,
      locked_until: null,
      created_at: parts.clock.now(),
      ended_at: null,
    }),
  );
  return operator;
}
