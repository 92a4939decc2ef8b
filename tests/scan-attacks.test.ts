/**
 * Attacks on scan sessions, played with real phones against a running system: the five on QR logins of the USENIX Security
 * 2025 study, and those of specs/scan-session/v1.md §9. What a live relay can still do is written down there.
 */
import assert from 'node:assert/strict';
import { after, before, describe, test } from 'node:test';
import type { PlatformClient } from '@qianyin/client/platform';
import { confirmScan, parseTypedCode, type Phone, refuseScan } from '@qianyin/wallet/core';
import { basic, call, errorCode, refusedWith } from './support/calls.ts';
import { rows } from './support/database.ts';
import { LIES, lyingPhone } from './support/lying-line.ts';
import { operation } from './support/operations.ts';
import { certify, logIn, newDevice, openDesks, type Person, person, provedPhone } from './support/people.ts';
import { redeem, redeemableLogin } from './support/redeem.ts';
import { claim, confirm, loginRequest, look, numberOnPage, openLogin, openSeal, sealRequest } from './support/scans.ts';
import { letPass, randomText, tender, ticketOf } from './support/scans.ts';
import { startStory, type Story } from './support/story.ts';

let story: Story;
let platform: PlatformClient;
/** Two units, each with a certificate on its phone. */
let victim: { phone: Phone; who: Person };
let attacker: { phone: Phone; who: Person };

before(async () => {
  story = await startStory();
  platform = story.platform.client;
  const desks = await openDesks(story);
  const certified = async (who: Person) => {
    const phone = await provedPhone(story, who);
    await certify(phone, who, desks);
    return { phone, who };
  };
  victim = await certified(person(1));
  attacker = await certified(person(2));
});
after(() => story.stop());

describe('authorisation hijacking', () => {
  test('an attacker’s phone that scans first logs in as itself and as nobody else', async () => {
    const { session, verifier, nonce } = await redeemableLogin(story);
    await confirm(story, attacker.phone, session, attacker.who.pin);
    await assert.rejects(claim(story, victim.phone, session), refusedWith('scan/taken'));
    const result = await platform.takeResult(session);
    assert.ok(result.kind === 'login');
    const { claims } = await redeem(story, result.code, { verifier });
    assert.equal(claims.uscc, attacker.who.form.uscc);
    assert.equal(claims.nonce, nonce);
  });

  test('a seal asked of one unit is made by no certificate of another', async () => {
    const session = await openSeal(story, victim.who.form.uscc);
    const request = await claim(story, attacker.phone, session);
    assert.deepEqual(request.certificateIds, []);
    const { certificates } = await attacker.phone.api.certificates.listCertificates();
    const { seals } = await attacker.phone.api.seals.listSeals();
    const own = { id: request.id, certificateId: certificates[0]?.id ?? '', sealId: seals[0]?.id ?? '' };
    await assert.rejects(
      attacker.phone.api.scanSessions.prepareScanSession(own),
      refusedWith('scan/certificate-not-eligible'),
    );
  });

  test('another page does not get the result: wrong token, token of another session', async () => {
    const [session, other] = [await openLogin(story), await openLogin(story)];
    await confirm(story, victim.phone, session, victim.who.pin);
    for (const resultToken of [randomText(), other.resultToken]) {
      await assert.rejects(
        platform.takeResult({ id: session.id, resultToken }),
        refusedWith('scan/result-token-wrong'),
      );
    }
    assert.equal((await platform.takeResult(session)).kind, 'login');
  });
});

describe('double login', () => {
  test('of many who take one result at once, one gets a code; the code redeems once', async () => {
    const { session, verifier } = await redeemableLogin(story);
    await confirm(story, victim.phone, session, victim.who.pin);
    const taken = await Promise.allSettled([1, 2, 3, 4, 5].map(() => platform.takeResult(session)));
    const results = taken.flatMap((each) => (each.status === 'fulfilled' ? [each.value] : []));
    const refusals = taken.flatMap((each) => (each.status === 'rejected' ? [errorCode(each.reason)] : []));
    assert.deepEqual(
      refusals,
      Array.from({ length: 4 }, () => 'scan/result-taken'),
    );
    const [result] = results;
    assert.ok(result?.kind === 'login');
    const redeemed = await Promise.allSettled([1, 2, 3].map(() => redeem(story, result.code, { verifier })));
    assert.ok(redeemed.filter(({ status }) => status === 'fulfilled').length <= 1);
    await assert.rejects(redeem(story, result.code, { verifier }), /invalid_grant/);
  });

  test('the same ceremony confirmed many times at once is one confirmation', async () => {
    const session = await openLogin(story);
    const request = await claim(story, victim.phone, session);
    const review = await look(victim.phone, request);
    const input = { review, number: null, pin: victim.who.pin };
    await confirmScan(victim.phone, input);
    await assert.rejects(confirmScan(victim.phone, input), refusedWith('scan/not-waiting'));
    const [row] = await rows<{ n: number }>(
      story,
      'server',
      `select count(*)::int as n from audit.entry where action = 'finish-scan-signature' and subject_id = $1`,
      [session.id],
    );
    assert.equal(row?.n, 1);
  });
});

describe('brute force', () => {
  test('ids and codes: nothing about what was nearly right', async () => {
    const session = await openLogin(story);
    const ticket = await ticketOf(story, session);
    assert.ok('id' in ticket);
    const guess = (wrong: object) => attacker.phone.api.scanSessions.claimScanSession({ ...ticket, ...wrong });
    const elsewhere = await ticketOf(story, await openLogin(story));
    const id = Buffer.from(crypto.getRandomValues(new Uint8Array(16))).toString('base64url');
    await assert.rejects(guess({ id }), refusedWith('scan/not-found'));
    const guesses: object[] = [{ c: randomText() }, { t: ticket.t + 1 }, { c: 'c' in elsewhere ? elsewhere.c : '' }];
    for (const wrong of guesses) await assert.rejects(guess(wrong), refusedWith('scan/code-wrong'));
    assert.equal((await claim(story, victim.phone, session)).state, 'scanned');
  });

  test('typed codes: eight wrong ones an hour, also when they come at once, then not even the right one', async () => {
    const guesser = await newDevice(story);
    await logIn(story, guesser, attacker.who);
    const session = await openLogin(story);
    const guess = (typedCode: string) => guesser.api.scanSessions.claimScanSession(parseTypedCode(typedCode));
    const others = Array.from({ length: 30 }, (_, n) =>
      String((Number(session.typedCode) + 1 + n) % 1e8).padStart(8, '0'),
    );
    const answers = await Promise.all(others.map((code) => guess(code).then(() => 'hit', errorCode)));
    const count = (code: string) => answers.filter((answer) => answer === code).length;
    assert.deepEqual([count('scan/not-found'), count('scan/typed-code-tries-used')], [8, 22]);
    await assert.rejects(guess(session.typedCode), refusedWith('scan/typed-code-tries-used'));
    // The account's other phone has no tries of its own; another account's typing goes on.
    const typed = parseTypedCode(session.typedCode);
    await assert.rejects(
      attacker.phone.api.scanSessions.claimScanSession(typed),
      refusedWith('scan/typed-code-tries-used'),
    );
    assert.equal((await victim.phone.api.scanSessions.claimScanSession(typed)).state, 'scanned');
  });
});

describe('account takeover', () => {
  test('a platform cannot speak in another’s name, nor send the code elsewhere', async () => {
    const request = loginRequest(story);
    await assert.rejects(
      platform.openLogin({ ...request, origin: 'https://bank.example' }),
      refusedWith('platforms/origin-not-registered'),
    );
    const oidc = { ...request.oidc, redirectUri: 'https://attacker.example/callback' };
    await assert.rejects(platform.openLogin({ ...request, oidc }), refusedWith('platforms/redirect-not-registered'));
  });

  test('the phone is told who asks, from the registration, and from where', async () => {
    const browser = { address: '203.0.113.7', agent: 'Attacker/1.0' };
    const session = await platform.openLogin({ ...loginRequest(story), browser });
    const request = await claim(story, victim.phone, session);
    assert.equal(request.platform.origin, story.platform.origin);
    assert.equal(request.platform.id, story.platform.clientId);
    assert.deepEqual(request.browser, browser);
  });

  test('a stolen code is worth nothing without the verifier, or at another client', async () => {
    const { session, verifier } = await redeemableLogin(story);
    await confirm(story, victim.phone, session, victim.who.pin);
    const result = await platform.takeResult(session);
    assert.ok(result.kind === 'login');
    await assert.rejects(redeem(story, result.code, { verifier, secret: 'guessed' }), /invalid_client/);
    await assert.rejects(redeem(story, result.code, { verifier: randomText() }), /invalid_grant/);
  });

  test('a photographed code is good for ten seconds; one from the future is not', async () => {
    const session = await openLogin(story);
    const made = async (seconds: number) => ticketOf(story, session, new Date(Date.now() + seconds * 1000));
    const scan = async (seconds: number) => victim.phone.api.scanSessions.claimScanSession(await made(seconds));
    await assert.rejects(scan(-12), refusedWith('scan/code-expired'));
    await assert.rejects(scan(5), refusedWith('scan/code-expired'));
    assert.equal((await scan(-8)).state, 'scanned');
  });

  test('a session lives ninety seconds unscanned, five minutes scanned, its login five minutes confirmed', async () => {
    const unscanned = await openLogin(story);
    await letPass(story, unscanned.id, 'scan_by');
    await assert.rejects(claim(story, victim.phone, unscanned), refusedWith('scan/expired'));
    const scanned = await openLogin(story);
    const review = await look(victim.phone, await claim(story, victim.phone, scanned));
    await letPass(story, scanned.id, 'act_by');
    const input = { review, number: null, pin: victim.who.pin };
    await assert.rejects(confirmScan(victim.phone, input), refusedWith('scan/expired'));
    const confirmed = await openLogin(story);
    await confirm(story, victim.phone, confirmed, victim.who.pin);
    await letPass(story, confirmed.id, 'confirmed_at');
    await assert.rejects(platform.takeResult(confirmed), refusedWith('scan/expired'));
  });

  test('a relayed seal: one choice among three numbers, and the wrong one ends it', async () => {
    const session = await openSeal(story, victim.who.form.uscc);
    const request = await claim(story, victim.phone, session);
    const right = await numberOnPage(platform, session.id);
    assert.equal(new Set(request.numbers).size, 3);
    const wrong = request.numbers.find((number) => number !== right) ?? '';
    const review = await look(victim.phone, request);
    const choose = (number: string) => confirmScan(victim.phone, { review, number, pin: victim.who.pin });
    await assert.rejects(choose(wrong), refusedWith('scan/number-wrong'));
    await assert.rejects(choose(right), refusedWith('scan/not-waiting'));
    const { value } = await platform.watch(session.id).next();
    assert.equal(value?.state, 'failed');
    await assert.rejects(platform.takeResult(session), refusedWith('scan/not-confirmed'));
  });
});

test('privacy abuse: until the person confirms, the platform learns a state and nothing about the phone', async () => {
  const session = await openLogin(story);
  const seen: string[] = [];
  const watching = (async () => {
    for await (const progress of platform.watch(session.id)) {
      assert.deepEqual(Object.keys(progress).toSorted(), ['expiresAt', 'number', 'state']);
      assert.equal(progress.number, null);
      seen.push(progress.state);
    }
  })();
  const request = await claim(story, victim.phone, session);
  await look(victim.phone, request);
  await assert.rejects(platform.takeResult(session), refusedWith('scan/not-confirmed'));
  await refuseScan(victim.phone, request, 'not-me');
  await watching;
  assert.deepEqual([seen.at(-1), seen.includes('confirmed')], ['refused', false]);
  await assert.rejects(platform.takeResult(session), refusedWith('scan/not-confirmed'));
});

test('replay: a claimed code opens nothing more, for its own phone nothing new', async () => {
  const session = await openLogin(story);
  const ticket = await ticketOf(story, session);
  const scan = (phone: Phone) => phone.api.scanSessions.claimScanSession(ticket);
  assert.equal((await scan(victim.phone)).state, 'scanned');
  assert.equal((await scan(victim.phone)).id, session.id);
  await assert.rejects(scan(attacker.phone), refusedWith('scan/taken'));
  await confirm(story, victim.phone, session, victim.who.pin);
  for (const phone of [victim.phone, attacker.phone]) await assert.rejects(scan(phone), refusedWith('scan/taken'));
  await assert.rejects(
    attacker.phone.api.scanSessions.claimScanSession(parseTypedCode(session.typedCode)),
    /scan\/(not-found|typed-code-tries-used)/,
  );
});

test('two phones racing: one owns the session, the others hear that it is taken', async () => {
  const session = await openSeal(story, victim.who.form.uscc);
  const ticket = await ticketOf(story, session);
  const phones = [victim.phone, attacker.phone, victim.phone, attacker.phone];
  const answers = await Promise.all(
    phones.map((phone) => phone.api.scanSessions.claimScanSession(ticket).then(() => 'owned', errorCode)),
  );
  const owner = answers.indexOf('owned');
  assert.ok(owner >= 0, String(answers));
  for (const [i, answer] of answers.entries())
    assert.ok(answer === 'scan/taken' || (answer === 'owned' && phones[i] === phones[owner]), `${i}: ${answers}`);
});

describe('a line or a service that lies to the phone: nothing is signed', () => {
  for (const { name, lie, code } of LIES)
    test(name, async () => {
      const session = await openSeal(story, victim.who.form.uscc);
      const phone = await lyingPhone(story, victim.phone, lie);
      const request = await claim(story, phone, session);
      await assert.rejects(look(phone, request), refusedWith(code));
      const [row] = await rows<{ ceremony_id: string | null }>(
        story,
        'server',
        'select ceremony_id from scan_sessions.session where id = $1',
        [session.id],
      );
      assert.equal(row?.ceremony_id, null);
    });
});

test('a code made for another document, text or place is none for this session', async () => {
  const session = await openSeal(story, victim.who.form.uscc);
  const other = await platform.openSeal(sealRequest(story, victim.who.form.uscc, tender('Another letter')));
  const forged = await ticketOf(story, { ...session, digest: other.digest });
  await assert.rejects(victim.phone.api.scanSessions.claimScanSession(forged), refusedWith('scan/code-wrong'));
});

test('a stolen result token needs the platform’s own credentials as well', async () => {
  const session = await openSeal(story, victim.who.form.uscc);
  await confirm(story, victim.phone, session, victim.who.pin);
  const input = { id: session.id, resultToken: session.resultToken };
  const take = operation('scanSessions.takeScanResult');
  for (const credentials of [basic(story.platform.clientId, 'guessed'), basic('nobody', 'guessed')]) {
    assert.equal((await call(story, take, input, credentials)).status, 401);
  }
  const first = await platform.takeResult(session);
  // A seal's result is the same again: a lost answer must not lose a signed document.
  assert.deepEqual(await platform.takeResult(session), first);
});
