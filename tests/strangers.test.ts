/** Every operation of the contract, called by everybody it is not for: a closed code, never data, never a fault of ours. */
import assert from 'node:assert/strict';
import { after, before, describe, test } from 'node:test';
import type { ErrorCode } from '@qianyin/contract';
import type { Phone } from '@qianyin/wallet/core';
import { type Answer, assertProblem, basic, call, type Credentials, codeOf, deskOf } from './support/calls.ts';
import { nobody, recorded, walletOf } from './support/calls.ts';
import { census, changed, rows } from './support/database.ts';
import { type Operation, operation, operations } from './support/operations.ts';
import { logIn, newDevice, openDesks, person, provedPhone } from './support/people.ts';
import { claim, openSeal } from './support/scans.ts';
import { type Expected, table } from './support/stranger-table.ts';
import { operatorLogin, startStory, type Story } from './support/story.ts';
import { makeVictim, marksOf, type Victim } from './support/victim.ts';

const OTHER_PLATFORM = { id: 'other-platform', secret: 'the secret of the other platform' };

let story: Story;
let victim: Victim;
let stranger: Phone;
let marks: string[];
let desks: Record<'wang' | 'li', Awaited<ReturnType<typeof deskOf>>>;
const otherPlatform = basic(OTHER_PLATFORM.id, OTHER_PLATFORM.secret);

before(async () => {
  story = await startStory();
  victim = await makeVictim(story, await openDesks(story));
  stranger = await provedPhone(story, person(5));
  marks = marksOf(victim);
  desks = {
    wang: await deskOf(story, operatorLogin(story, 'wang')),
    li: await deskOf(story, operatorLogin(story, 'li')),
  };
  await rows(
    story,
    'server',
    `insert into platforms.platform (id, name, origin, redirect_uris, kinds, secret_hash, created_at)
     values ($1, '别的平台', 'https://other.example', '{}', '{login,seal}', sha256($2::bytea), now())`,
    [OTHER_PLATFORM.id, OTHER_PLATFORM.secret],
  );
});
after(() => story.stop());

// What ends a session is walked last: until then the session is needed.
const walk = operations.toSorted((a, b) => Number(a.call.startsWith('logOut')) - Number(b.call.startsWith('logOut')));
const rowOf = ({ name }: Operation) => table[name] ?? assert.fail(`${name} has no row in the table of strangers`);

async function as(who: string, each: Operation, credentials: Credentials, caller: Phone): Promise<[string, Answer]> {
  const input = await rowOf(each).input(victim, caller, story);
  return [`${each.name} as ${who}`, await call(story, each, input, credentials)];
}

/** Refused with this code, or answered with nothing of the victim's. Every code is one the contract declares. */
function assertAnswer(each: Operation, [where, answer]: [string, Answer], expected: Expected): void {
  const isAnswered = expected === 'own' || expected === 'open';
  if (isAnswered) assert.ok(answer.status < 300, `${where}: ${answer.status} ${answer.text.slice(0, 300)}`);
  else assertProblem(answer, expected, where);
  assertDeclared(each, where, answer);
  if (expected === 'open') return;
  for (const mark of marks) assert.ok(!answer.text.includes(mark), `${where} tells ${mark}`);
}

function assertDeclared(each: Operation, where: string, answer: Answer): void {
  assert.ok(answer.status < 500, `${where}: ${answer.status} ${answer.text.slice(0, 300)}`);
  const code = codeOf(answer);
  if (code !== null) assert.ok(each.codes.has(code), `${where}: the contract does not declare ${code}`);
}

test('the table has a row for every operation and no other', () => {
  assert.deepEqual(Object.keys(table).toSorted(), operations.map(({ name }) => name).toSorted());
});

describe('every operation', () => {
  let before_: Map<string, string>;

  test('as nobody, and with the credentials of another audience', async () => {
    before_ = await census(story);
    const others: Record<string, Credentials> = {
      wallet: walletOf(stranger),
      operator: desks.wang.whole,
      platform: basic(story.platform.clientId, story.platform.clientSecret),
    };
    for (const each of walk) {
      const expected: Expected | undefined = each.audience === 'public' ? rowOf(each).nobody : 'auth/required';
      assert.ok(expected, `${each.name} says nothing about nobody`);
      assertAnswer(each, await as('nobody', each, nobody, stranger), expected);
      if (each.audience === 'public') continue;
      for (const [audience, credentials] of Object.entries(others)) {
        if (audience === each.audience) continue;
        assertAnswer(each, await as(audience, each, credentials, stranger), 'auth/required');
      }
    }
  });

  test('with a stolen token: without its device key, and without any proof', async () => {
    const token = victim.phone.session?.token ?? assert.fail();
    const withoutProof: Credentials = () => Promise.resolve({ authorization: `DPoP ${token}` });
    const bearer: Credentials = () => Promise.resolve({ authorization: `Bearer ${token}` });
    const otherKey = walletOf(victim.phone, { device: stranger.device });
    for (const each of walk.filter(({ audience }) => audience === 'wallet')) {
      assertAnswer(each, await as('thief with another key', each, otherKey, stranger), 'auth/proof-invalid');
      assertAnswer(each, await as('thief without a proof', each, withoutProof, stranger), 'auth/required');
      assertAnswer(each, await as('thief with a bearer', each, bearer, stranger), 'auth/required');
    }
  });

  test('as a stranger, with the ids of the victim', async () => {
    for (const each of walk.filter(({ audience }) => audience === 'wallet')) {
      const { stranger: expected } = rowOf(each);
      assert.ok(expected, `${each.name} says nothing about strangers`);
      const phone = each.call === 'logOut' ? await another(person(5)) : stranger;
      assertAnswer(each, await as('stranger', each, walletOf(phone), phone), expected);
    }
  });

  test('as another platform, and with a wrong secret', async () => {
    const wrong = basic(story.platform.clientId, 'not the secret');
    for (const each of walk.filter(({ audience }) => audience === 'platform')) {
      const { otherPlatform: expected } = rowOf(each);
      assert.ok(expected, `${each.name} says nothing about other platforms`);
      assertAnswer(each, await as('another platform', each, otherPlatform, stranger), expected);
      assertAnswer(each, await as('a wrong secret', each, wrong, stranger), 'platforms/client-unknown');
    }
  });

  test('at the desk without the role, and without the CSRF token', async () => {
    for (const each of walk.filter(({ audience }) => audience === 'operator')) {
      const { lacking } = rowOf(each);
      if (lacking) assertAnswer(each, await as(lacking, each, desks[lacking].whole, stranger), 'auth/role-missing');
      if (each.method === 'GET') continue;
      assertAnswer(each, await as('a page of another site', each, desks.wang.withoutCsrf, stranger), 'auth/csrf');
    }
  });

  test('and until here nothing of the victim has moved', async () => {
    const moved = changed(before_, await census(story)).filter((name) => !/^(accounts|audit)\./.test(name));
    assert.deepEqual(moved, []);
  });

  test('as a second phone of the same account', async () => {
    for (const each of walk) {
      const { secondPhone: expected } = rowOf(each);
      if (expected === undefined) continue;
      const phone = each.call === 'logOut' ? await another(victim.who) : victim.second;
      const [where, answer] = await as('second phone', each, walletOf(phone), phone);
      if (expected !== 'own' && expected !== 'open') assertProblem(answer, expected, where);
      assertDeclared(each, where, answer);
    }
  });

  test('with a proof that was seen before', async () => {
    for (const each of walk.filter(({ audience }) => audience === 'wallet')) {
      const phone = each.call === 'logOut' ? await another(victim.who) : victim.phone;
      const once = recorded(walletOf(phone));
      const [where, answer] = await as('the victim', each, once, phone);
      assertDeclared(each, where, answer);
      assert.ok(!codeOf(answer)?.startsWith('auth/'), `${where}: ${codeOf(answer)}`);
      const again: ErrorCode = each.call === 'logOut' ? 'auth/session-expired' : 'auth/proof-replayed';
      const [, replayed] = await as('a listener', each, once, phone);
      assertProblem(replayed, again, `${where}, replayed`);
    }
  });
});

test('a proof for one operation is none for another, nor one without the token’s digest', async () => {
  const [show, list] = [operation('accounts.showAccount'), operation('orders.listOrders')];
  const elsewhere: Credentials = () => walletOf(victim.phone)({ method: show.method, url: `${story.url}${show.path}` });
  assertProblem(await call(story, list, {}, elsewhere), 'auth/proof-invalid', 'a proof for another path');
  const otherMethod: Credentials = ({ url }) => walletOf(victim.phone)({ method: 'POST', url });
  assertProblem(await call(story, list, {}, otherMethod), 'auth/proof-invalid', 'a proof for another method');
  const otherToken: Credentials = async (request) => ({
    ...(await walletOf(victim.phone, { token: 'x'.repeat(43) })(request)),
    authorization: `DPoP ${victim.phone.session?.token}`,
  });
  assertProblem(await call(story, list, {}, otherToken), 'auth/proof-invalid', 'a proof for another token');
});

test('in a session of one’s own, the victim’s certificate and seal are not found', async () => {
  const request = await claim(story, stranger, await openSeal(story, victim.who.form.uscc));
  assert.deepEqual(request.certificateIds, []);
  const prepare = operation('scanSessions.prepareScanSession');
  const { certificateId } = victim.issued;
  const input = { id: request.id, certificateId, sealId: victim.sealId };
  const answer = await call(story, prepare, input, walletOf(stranger));
  assertAnswer(prepare, ['the victim’s certificate', answer], 'certificates/not-found');
});

test('a draft is its applicant’s own: the desk does not find it, nor a material through another order', async () => {
  for (const name of ['orders.reviewOrder', 'orders.acceptOrder', 'orders.approveOrder', 'orders.revealApplicant']) {
    const desk = name === 'orders.approveOrder' ? desks.li : desks.wang;
    const answer = await call(story, operation(name), victim.draft, desk.whole);
    assertProblem(answer, name === 'orders.acceptOrder' ? 'orders/not-submitted' : 'orders/not-found', name);
  }
  const { materialId } = victim.issued;
  const crossed = { ...victim.submitted, materialId };
  const answer = await call(story, operation('orders.showMaterial'), crossed, desks.wang.whole);
  assertProblem(answer, 'orders/material-not-found', 'a material of another order');
});

async function another(who: ReturnType<typeof person>): Promise<Phone> {
  const phone = await newDevice(story);
  await logIn(story, phone, who);
  return phone;
}
