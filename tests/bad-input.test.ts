/** What no app of ours would send: every form, file, code, PIN, notice and request that is wrong, and what it changes. */
import assert from 'node:assert/strict';
import { after, before, describe, test } from 'node:test';
import { sm2GenerateKeyPair } from '@qianyin/gm';
import { confirmScan, logInByCode, type Phone } from '@qianyin/wallet/core';
import { obtain } from '../tools/demo/applicant.ts';
import { openDesk } from '../tools/demo/desk.ts';
import { type BadInput, badInputs, type World } from './support/bad-input-table.ts';
import { assertProblem, basic, call, type Credentials, deskOf, errorCode } from './support/calls.ts';
import { everyRow, nobody, refusedWith, walletOf } from './support/calls.ts';
import { census, changed, count, rows } from './support/database.ts';
import { malformedRequests, send } from './support/malformed.ts';
import { notify, signedNotice } from './support/notices.ts';
import { operation } from './support/operations.ts';
import { codeFor, type Desks, draft, logIn, newDevice, openDesks, passAnHour } from './support/people.ts';
import { person, PRODUCT, provedPhone, uploadAll } from './support/people.ts';
import { claim, look, openLogin } from './support/scans.ts';
import { operatorLogin, startStory, type Story } from './support/story.ts';
import { kill } from './support/striker.ts';

let story: Story;
let desks: Desks;
const who = person(1);
let phone: Phone;
let world: World;
let credentials: Record<BadInput['as'], Credentials>;

before(async () => {
  story = await startStory();
  desks = await openDesks(story);
  phone = await provedPhone(story, who);
  const newcomer = await newDevice(story);
  await logIn(story, newcomer, person(3));
  const { products } = await phone.api.catalogue.listProducts();
  const kind = products.find(({ id }) => id === PRODUCT)?.materials[0]?.kind ?? '';
  const { id: draftId } = await draft(phone, { ...who, form: person(2).form });
  world = { story, who, draftId, kind };
  credentials = {
    nobody,
    wallet: walletOf(phone),
    newcomer: walletOf(newcomer),
    operator: (await deskOf(story, operatorLogin(story, 'wang'))).whole,
    platform: basic(story.platform.clientId, story.platform.clientSecret),
  };
});
after(() => story.stop());

/** The tables that `work` changed; proofs are seen whatever they prove. */
async function moves(work: () => Promise<unknown>): Promise<string[]> {
  const then = await census(story);
  await work();
  return changed(then, await census(story)).filter((table) => table !== 'accounts.dpop_proof');
}

test('every wrong input is refused by name and changes nothing', async () => {
  const table = Object.entries(badInputs(world)).flatMap(([name, inputs]) => inputs.map((each) => ({ name, ...each })));
  const moved = await moves(() =>
    everyRow(table, async ({ name, what, as, input, code, fields }) => {
      const where = `${name}: ${what}`;
      const problem = assertProblem(await call(story, operation(name), input, credentials[as]), code, where);
      if (fields !== undefined) assert.deepEqual(problem.fields, fields, where);
    }),
  );
  assert.deepEqual(moved, []);
});

test('requests that are no requests: paths, methods, bodies, types, depths, sizes', async () => {
  const moved = await moves(() =>
    everyRow(malformedRequests, async ({ what, request, code }) => {
      const [path] = request.path.split('?');
      const own = { method: request.method ?? 'GET', url: `${story.url}${path}` };
      const headers = { ...(request.as === 'wallet' ? await walletOf(phone)(own) : {}), ...request.headers };
      assertProblem(await send(story, { ...request, headers }), code, what);
    }),
  );
  assert.deepEqual(moved, []);
  assert.equal((await fetch(`${story.url}/health`)).status, 200);
});

describe('login codes', () => {
  const { phone: number } = person(4);
  const tryCode = (code: string) => logInByCode(device, { phone: number, code });
  let device: Phone;
  let right: string;
  before(async () => {
    device = await newDevice(story);
    await device.api.accounts.sendLoginCode({ phone: number });
    right = await codeFor(device, number);
  });

  test('another one too soon', async () => {
    await assert.rejects(device.api.accounts.sendLoginCode({ phone: number }), refusedWith('accounts/code-too-soon'));
  });

  test('wrong ones are counted, also when they come at once; then the right one is none', async () => {
    const guesses = Array.from({ length: 8 }, (_, n) => `00000${n}`).filter((code) => code !== right);
    const answers = await Promise.all(guesses.slice(0, 7).map((code) => tryCode(code).then(() => 'in', errorCode)));
    const n = (code: string) => answers.filter((answer) => answer === code).length;
    assert.deepEqual([n('accounts/code-wrong'), n('accounts/code-tries-used')], [5, 2]);
    await assert.rejects(tryCode(right), refusedWith('accounts/code-tries-used'));
  });

  test('an expired and a used one', async () => {
    await passAnHour(story);
    await device.api.accounts.sendLoginCode({ phone: number });
    const code = await codeFor(device, number, right);
    // By the server's clock, which need not be the database's.
    const expire = (seconds: number) =>
      rows(story, 'server', `update accounts.login_code set expires_at = sent_at + make_interval(secs => $1)`, [
        seconds,
      ]);
    await expire(0);
    await assert.rejects(tryCode(code), refusedWith('accounts/code-expired'));
    await expire(60);
    await tryCode(code);
    await assert.rejects(tryCode(code), refusedWith('accounts/code-expired'));
  });
});

describe('the desk', () => {
  /** Another operator with the password of `li`. */
  const copyOfLi = (name: string, roles: string) =>
    rows(
      story,
      'server',
      `insert into accounts.operator (id, name, display_name, password_hash, roles, failures, created_at)
       select gen_random_uuid(), $1, $1, password_hash, $2, 0, now() from accounts.operator where name = 'li'`,
      [name, roles],
    );
  const open = (name: string) => openDesk(story.url, { name, password: operatorLogin(story, 'li').password });
  const refusals = (answers: PromiseSettledResult<unknown>[]) =>
    answers.flatMap((answer) => (answer.status === 'rejected' ? [errorCode(answer.reason)] : []));

  test('five wrong passwords lock the door, for the right one too', async () => {
    await copyOfLi('locked', '{auditor}');
    const guess = (password: string) => openDesk(story.url, { name: 'locked', password });
    for (let i = 0; i < 5; i++) await assert.rejects(guess(`wrong ${i}`), refusedWith('accounts/password-wrong'));
    await assert.rejects(open('locked'), refusedWith('accounts/login-locked'));
    await rows(story, 'server', `update accounts.operator set locked_until = now() where name = 'locked'`);
    await open('locked');
  });

  test('several operators decide at once: one does, and nobody twice', async () => {
    const { id: orderId } = await draft(phone, { ...who, form: person(6).form });
    await uploadAll(phone, orderId);
    await phone.api.orders.submitOrder({ orderId });
    for (const name of ['both', 'second', 'third']) await copyOfLi(name, '{acceptor,auditor}');
    const [both, second, third] = await Promise.all(['both', 'second', 'third'].map(open));
    assert.ok(both && second && third);
    const accepted = await Promise.allSettled([1, 2, 3].map(() => both.orders.acceptOrder({ orderId })));
    assert.deepEqual(refusals(accepted), ['orders/already-decided', 'orders/already-decided']);
    const moved = await moves(async () => {
      await assert.rejects(both.orders.approveOrder({ orderId }), refusedWith('orders/same-operator'));
      const refusal = { orderId, reason: 'other' as const, note: '', materialIds: [] };
      await assert.rejects(both.orders.refuseOrder(refusal), refusedWith('orders/same-operator'));
    });
    assert.deepEqual(moved, []);
    const approve = [second, third, desks.auditor, both].map((desk) => desk.orders.approveOrder({ orderId }));
    const codes = refusals(await Promise.allSettled(approve));
    assert.equal(codes.length, 3);
    for (const code of codes) assert.match(code, /orders\/(already-decided|same-operator)/);
    const events = `orders.event where order_id = '${orderId}' and event in ('accepted', 'approved')`;
    assert.equal(await count(story, 'server', events), 2);
  });
});

describe('a payment and a PIN', () => {
  let orderId: string;
  let trade: string;

  test('a notice with a bad signature, another app, another amount, for nobody: nothing is paid', async () => {
    const order = await draft(phone, who);
    orderId = order.id;
    await uploadAll(phone, orderId);
    await phone.api.orders.submitOrder({ orderId });
    await desks.acceptor.orders.acceptOrder({ orderId });
    await desks.auditor.orders.approveOrder({ orderId });
    await phone.api.payments.createPayment({ orderId });
    const query = 'select out_trade_no from payments.payment where order_id = $1';
    const [payment] = await rows<{ out_trade_no: string }>(story, 'server', query, [orderId]);
    trade = payment?.out_trade_no ?? '';
    const right = { out_trade_no: trade };
    const notices = {
      'without a signature': { ...right, trade_status: 'TRADE_SUCCESS' },
      'signed by another key': signedNotice(story, right, 'appPrivateKey'),
      'changed after it was signed': { ...signedNotice(story, right), total_amount: '0.01' },
      'for another app': signedNotice(story, { ...right, app_id: '9021000100000002' }),
      'of one fen': signedNotice(story, { ...right, total_amount: '0.01' }),
      'of more than was asked': signedNotice(story, { ...right, total_amount: '2000.00' }),
      'for a trade of nobody': signedNotice(story, { out_trade_no: 'nobody' }),
    };
    const moved = await moves(async () => {
      for (const [what, notice] of Object.entries(notices))
        assert.deepEqual(await notify(story, notice), { status: 400, text: 'failure' }, what);
    });
    // Each refusal is on record, and nothing else.
    assert.deepEqual(moved, ['audit.entry']);
    assert.equal((await phone.api.orders.showOrder({ orderId })).status, 'approved');
  });

  test('a true notice pays once, also when it comes again and all at once', async () => {
    const notice = signedNotice(story, { out_trade_no: trade });
    const answers = await Promise.all([1, 2, 3].map(() => notify(story, notice)));
    assert.deepEqual(new Set(answers.map(({ text }) => text)), new Set(['success']));
    const moved = await moves(() => notify(story, notice));
    assert.deepEqual(moved, []);
    assert.equal(await count(story, 'server', `payments.payment where order_id = '${orderId}'`), 1);
    assert.equal(await count(story, 'server', `audit.entry where action = 'settle-payment'`), 1);
    await assert.rejects(phone.api.payments.createPayment({ orderId }), refusedWith('payments/already-paid'));
  });

  test('points off the curve, and answers too many, are named and spend no try', async () => {
    const { signingKeyId, encryptionKeyId } = await obtain(phone, orderId);
    const review = await look(phone, await claim(story, phone, await openLogin(story)));
    const { id } = review.request;
    const bytes = (length: number) => Buffer.alloc(length, 4).toString('base64url');
    const [ceremonyId, requestId] = [crypto.randomUUID(), crypto.randomUUID()];
    const start = { id, number: null, ceremonyId, counter: 1 };
    const real = Buffer.from(sm2GenerateKeyPair((length) => crypto.getRandomValues(new Uint8Array(length))).publicKey);
    await phone.api.scanSessions.beginScanSignature({ ...start, q1: [real.toString('base64url')] });
    const blinded = { keyId: encryptionKeyId, requestId, blinded: bytes(65), t1: bytes(65), proof: bytes(64) };
    const wrong = [
      ['scanSessions.finishScanSignature', { id, ceremonyId, s1: [bytes(32), bytes(32)] }, 's1'],
      ['scanSessions.beginScanSignature', { ...start, ceremonyId: requestId, q1: [bytes(65)] }, 'q1.0'],
      ['keys.openBlinded', blinded, 'blinded'],
      ['keys.openBlinded', { ...blinded, proof: bytes(10) }, 'proof'],
    ] as const;
    await everyRow(wrong, async ([name, input, field]) => {
      const { fields } = assertProblem(
        await call(story, operation(name), input, walletOf(phone)),
        'request/invalid',
        name,
      );
      assert.deepEqual(fields, { [field]: 'malformed' }, name);
    });
    for (const keyId of [signingKeyId, encryptionKeyId])
      assert.equal((await phone.api.keys.showKey({ keyId })).triesLeft, 5);
  });

  test('five wrong PINs lock the keys, counted over a signer that was killed in between', async () => {
    const [certificate] = (await phone.api.certificates.listCertificates()).certificates;
    assert.ok(certificate);
    const [signing, encryption] = [certificate.keyId, certificate.encryptionKeyId];
    const review = await look(phone, await claim(story, phone, await openLogin(story)));
    const tryPin = (pin: string) => confirmScan(phone, { review, number: null, pin });
    for (const triesLeft of [4, 3, 2, 1]) {
      assert.deepEqual(await tryPin('135790'), { outcome: 'refused', code: 'keys/pin-wrong', triesLeft });
      if (triesLeft === 3) await kill(story, 'signer');
    }
    const states = [signing, encryption].map((keyId) => phone.api.keys.showKey({ keyId }));
    assert.deepEqual(new Set((await Promise.all(states)).map(({ triesLeft }) => triesLeft)), new Set([1]));
    assert.equal(((await tryPin('135790')) as { code: string }).code, 'keys/locked');
    await kill(story, 'signer');
    // Neither the right PIN nor the other key opens what is locked.
    assert.equal(((await tryPin(who.pin)) as { code: string }).code, 'keys/locked');
    const locked = [signing, encryption].map((keyId) => phone.api.keys.showKey({ keyId }));
    assert.deepEqual(new Set((await Promise.all(locked)).map(({ state }) => state)), new Set(['locked']));
  });
});
