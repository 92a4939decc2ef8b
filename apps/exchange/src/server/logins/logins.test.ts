/** Stories of password login and sessions on a real database. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { SessionView } from '../../shared/views.ts';
import { ORIGIN, startExchange, UNITS } from '../test-exchange.ts';

const [supplier, buyer] = UNITS;

test('a unit logs in, is known by its cookie alone, and signs out', async () => {
  await using exchange = await startExchange();
  const browser = exchange.browser();
  assert.deepEqual((await browser.get('/api/session')).body, { session: null });
  const answer = await browser.logIn(supplier);
  assert.equal(answer.status, 200);
  const cookie = String(answer.headers['set-cookie']);
  assert.match(cookie, /HttpOnly/);
  assert.match(cookie, /SameSite=Lax/);

  const { body } = await browser.get<{ session: SessionView }>('/api/session');
  assert.deepEqual(body.session.unit, { name: supplier.name, uscc: supplier.uscc });
  assert.equal(body.session.way, 'password');

  const kept = new Map(browser.cookies);
  assert.equal((await browser.post('/api/session/end')).status, 200);
  for (const [name, value] of kept) browser.cookies.set(name, value);
  assert.equal((await browser.get('/api/documents')).body.code, 'exchange/login-required');
  assert.deepEqual((await browser.get('/api/session')).body, { session: null });
});

test('a session ends after eight hours', async () => {
  await using exchange = await startExchange();
  const browser = exchange.browser();
  await browser.logIn(supplier);
  exchange.time.at = new Date(exchange.time.at.getTime() + 8 * 3_600_000);
  assert.deepEqual((await browser.get('/api/session')).body, { session: null });
});

test('wrong name and wrong password read alike; the sixth try is locked, the right password too', async () => {
  await using exchange = await startExchange();
  const browser = exchange.browser();
  const unknown = await browser.logIn({ login: 'nobody', password: 'x' });
  assert.deepEqual([unknown.body.code, unknown.body.data?.triesLeft], ['exchange/login-wrong', 4]);
  for (let left = 4; left >= 0; left -= 1) {
    const wrong = await browser.logIn({ ...supplier, password: 'wrong' });
    assert.deepEqual([wrong.body.code, wrong.body.data?.triesLeft], ['exchange/login-wrong', left]);
  }
  assert.equal((await browser.logIn(supplier)).body.code, 'exchange/login-locked');
  // Somebody else's guesses from elsewhere do not lock the unit out.
  assert.equal((await exchange.browser().logIn(supplier, '10.0.0.9')).status, 200);
  exchange.time.at = new Date(exchange.time.at.getTime() + 15 * 60_000 + 1);
  assert.equal((await browser.logIn(supplier)).status, 200);
});

test('twenty tries at once are five tries', async () => {
  await using exchange = await startExchange();
  const tries = Array.from({ length: 20 }, () => exchange.browser().logIn({ ...supplier, password: 'guess' }));
  const codes = (await Promise.all(tries)).map(({ body }) => body.code);
  assert.ok(codes.filter((code) => code === 'exchange/login-wrong').length <= 5);
  assert.ok(codes.filter((code) => code === 'exchange/login-locked').length >= 15);
});

test('thirty tries for one name from many addresses lock it', async () => {
  await using exchange = await startExchange();
  for (let i = 0; i < 30; i += 1) await exchange.browser().logIn({ ...buyer, password: 'x' }, `10.0.1.${i}`);
  assert.equal((await exchange.browser().logIn(buyer, '10.0.2.1')).body.code, 'exchange/login-locked');
  assert.equal((await exchange.browser().logIn(supplier)).status, 200);
});

test('a right password gives the tries back', async () => {
  await using exchange = await startExchange();
  const browser = exchange.browser();
  for (let i = 0; i < 4; i += 1) await browser.logIn({ ...supplier, password: 'wrong' });
  await browser.logIn(supplier);
  const wrong = await browser.logIn({ ...supplier, password: 'wrong' });
  assert.equal(wrong.body.data?.triesLeft, 4);
});

test('another origin and a missing token are refused', async () => {
  await using exchange = await startExchange();
  const browser = exchange.browser();
  const foreign = { headers: { origin: 'https://evil.example' } };
  assert.equal((await browser.post('/api/session', supplier, foreign)).body.code, 'exchange/origin-wrong');
  await browser.logIn(supplier);
  const forged = { headers: { 'x-csrf-token': '' } };
  assert.equal((await browser.post('/api/session/end', {}, forged)).body.code, 'exchange/csrf');
  const stale = { headers: { 'x-csrf-token': browser.csrfToken.replace(/^./, '_') } };
  assert.equal((await browser.post('/api/session/end', {}, stale)).body.code, 'exchange/csrf');
  assert.equal((await browser.get('/api/session')).status, 200);
});

test('malformed logins are refused without a fault', async () => {
  await using exchange = await startExchange();
  const browser = exchange.browser();
  for (const body of [{}, { login: 'a' }, { login: 1, password: 2 }, { login: 'a', password: 'x'.repeat(201) }])
    assert.equal((await browser.post('/api/session', body)).body.code, 'exchange/request-invalid');
  const json = { headers: { 'content-type': 'application/json' } };
  assert.equal((await browser.post('/api/session', Buffer.from('{'), json)).status, 400);
});

test('a scan login belongs to the browser that began it; an absent service is said plainly', async () => {
  await using exchange = await startExchange();
  const browser = exchange.browser();
  assert.equal((await browser.post('/api/login/scan')).body.code, 'exchange/service-unavailable');
  assert.equal((await browser.get('/api/login/scan/events')).body.code, 'exchange/login-not-begun');
  assert.equal((await browser.post('/api/login/scan/finish')).body.code, 'exchange/login-not-begun');
  const back = await browser.get(`/login/callback?code=x&state=y&iss=${ORIGIN}`);
  assert.equal(back.status, 303);
  assert.equal(back.headers.location, '/login?problem=exchange%2Flogin-not-begun');
});
