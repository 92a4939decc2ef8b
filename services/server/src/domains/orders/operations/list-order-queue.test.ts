import assert from 'node:assert/strict';
import { test } from 'node:test';
import { validUscc } from '@qianyin/testkit';
import { inTransaction } from '../../../platform/database.ts';
import { expectRefusal } from '../../../testing/expect-refusal.ts';
import { claimForm, draftOrder, newDesk, orderParts, submittedOrder } from '../../../testing/orders.ts';
import { newAccount, newOperator, provedAccount } from '../../../testing/people.ts';
import type { AuditTables } from '../../audit/store.ts';
import { registerEnterprise } from '../../enterprises/index.ts';
import { reviewOf } from '../review-view.ts';
import { acceptOrder } from './accept-order.ts';
import { listOrderQueue } from './list-order-queue.ts';
import { revealApplicant } from './reveal-applicant.ts';

test('queues hold what waits, oldest first, and the neighbours follow the queue the operator came from', async () => {
  await using parts = await orderParts();
  const { acceptor } = await newDesk(parts);
  const both = await newOperator(parts, ['acceptor', 'auditor']);
  const orders = [];
  for (const n of [1, 2, 3]) {
    const form = { unitName: `第${n}家公司`, uscc: validUscc(n) };
    orders.push(await submittedOrder(parts, await provedAccount(parts, `孙大${n === 1 ? '山' : '河'}`), form));
    parts.clock.advance(60);
  }
  await draftOrder(parts, await provedAccount(parts), { unitName: '草稿公司', uscc: validUscc(9) });
  const [first, second, third] = orders.map((order) => order.id);
  const queue = await listOrderQueue(parts, { queue: 'acceptance', operator: acceptor });
  assert.deepEqual(queue.counts, { acceptance: 3, audit: 0 });
  assert.deepEqual(
    queue.entries.map(({ id, applicantMasked, mayDecide }) => [id, applicantMasked, mayDecide]),
    [
      [first, '孙*山', true],
      [second, '孙*河', true],
      [third, '孙*河', true],
    ],
  );
  const accepted = await acceptOrder(parts, { orderId: second ?? '', operator: both });
  const view = await reviewOf(parts, accepted, both, 'acceptance');
  assert.deepEqual([view.previousId, view.nextId, view.mayDecide], [first, third, false]);
  const audit = await listOrderQueue(parts, { queue: 'audit', operator: both });
  assert.deepEqual(audit.counts, { acceptance: 2, audit: 1 });
  assert.deepEqual(
    audit.entries.map(({ id, mayDecide }) => [id, mayDecide]),
    [[second, false]],
  );
});

test('facts: what is in order, what a second claim warns of, what a registered enterprise rules out', async () => {
  await using parts = await orderParts();
  const { acceptor } = await newDesk(parts);
  const order = await submittedOrder(parts, await provedAccount(parts));
  const factsOf = async () =>
    Object.fromEntries((await reviewOf(parts, order, acceptor)).facts.map(({ check, outcome }) => [check, outcome]));
  const sound = {
    'uscc-check-character': 'ok',
    'applicant-proofed': 'ok',
    'enterprise-unclaimed': 'ok',
    'materials-complete': 'ok',
    'name-known': 'warning',
  };
  assert.deepEqual(await factsOf(), sound);
  await submittedOrder(parts, await provedAccount(parts));
  assert.deepEqual(await factsOf(), { ...sound, 'enterprise-unclaimed': 'warning' });
  const { uscc, legalRepresentative } = claimForm();
  const administratorId = await newAccount(parts);
  await inTransaction(parts.db, (tx) =>
    registerEnterprise(tx, { name: '别的名字', uscc, legalRepresentative, administratorId, at: parts.clock.now() }),
  );
  assert.deepEqual(await factsOf(), { ...sound, 'enterprise-unclaimed': 'failed', 'name-known': 'failed' });
});

test('the applicant is masked until an operator asks, and that leaves an audit row', async () => {
  await using parts = await orderParts();
  const { acceptor } = await newDesk(parts);
  const order = await submittedOrder(parts, await provedAccount(parts, '欧阳小明'));
  const { applicant } = await reviewOf(parts, order, acceptor);
  assert.deepEqual([applicant.nameMasked, applicant.method], ['欧**明', 'bank-card']);
  assert.match(applicant.phoneMasked, /^139\*\*\*\*\d{4}$/);
  const full = await revealApplicant(parts, { orderId: order.id, operator: acceptor });
  assert.equal(full.name, '欧阳小明');
  const rows = await parts.db
    .withTables<AuditTables>()
    .selectFrom('audit.entry')
    .select(['actor_id', 'subject_id', 'details'])
    .where('action', '=', 'reveal-applicant')
    .execute();
  assert.deepEqual(rows, [{ actor_id: acceptor.id, subject_id: order.id, details: {} }]);
  const draft = await draftOrder(parts, await provedAccount(parts));
  await expectRefusal('orders/not-found', revealApplicant(parts, { orderId: draft.id, operator: acceptor }));
});
