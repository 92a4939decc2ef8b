import assert from 'node:assert/strict';
import { randomUUID } from 'node:crypto';
import { after, before, test } from 'node:test';
import { sm2GenerateKeyPair } from '@qianyin/gm';
import { assembleCertificate, isSignedBy, newSerial, parseCertificate, verifyPath } from '@qianyin/pki';
import { TOKEN_LIFE_MS } from '../limits.ts';
import { movableClock } from '../testing/clock.ts';
import { facts, lintRequest, readChain, unitTbs } from '../testing/issuing.ts';
import type { Chain } from '../testing/issuing.ts';
import { createEncryptionKey, createPhone, random } from '../testing/phone.ts';
import type { Phone } from '../testing/phone.ts';
import { temporarySigner } from '../testing/temporary-signer.ts';
import type { TestSigner } from '../testing/temporary-signer.ts';

const clock = movableClock();
let running: TestSigner;
let chain: Chain;
let phone: Phone;
before(async () => {
  running = await temporarySigner({ clock: clock.now });
  chain = await readChain(running.client);
  phone = await createPhone(running.client);
});
after(() => running[Symbol.asyncDispose]());

test('linted, then signed: a certificate whose path leads to the root', async () => {
  const { client } = running;
  const tbs = unitTbs(chain, phone.publicKey);
  const request = lintRequest(tbs);
  const { token } = await client.lintCertificate(request);
  const { signature } = await client.signCertificate({ issuanceId: request.issuanceId, token, tbs });
  const certificate = parseCertificate(assembleCertificate(tbs, signature));
  assert.ok(isSignedBy(certificate, chain.issuing));
  const path = verifyPath({ certificate, intermediates: [chain.issuing], roots: [chain.root], at: new Date() });
  assert.equal(path.ok, true, JSON.stringify(path.reasons));
});

test('a token is spent once: repeating the call returns the stored signature, anything else is refused', async () => {
  const { client } = running;
  const tbs = unitTbs(chain, phone.publicKey);
  const request = lintRequest(tbs);
  const { issuanceId } = request;
  const { token } = await client.lintCertificate(request);
  const answers = await Promise.all([1, 2, 3].map(() => client.signCertificate({ issuanceId, token, tbs })));
  assert.deepEqual(answers[1], answers[0]);
  assert.deepEqual(answers[2], answers[0]);

  const other = unitTbs(chain, phone.publicKey);
  const second = lintRequest(other);
  const { token: fresh } = await client.lintCertificate(second);
  const wrong = { code: 'signer/token-wrong' };
  await assert.rejects(client.signCertificate({ issuanceId, token, tbs: other }), wrong);
  await assert.rejects(client.signCertificate({ issuanceId: second.issuanceId, token, tbs: other }), wrong);
  await assert.rejects(client.signCertificate({ issuanceId: second.issuanceId, token: fresh, tbs }), wrong);
  await assert.rejects(client.signCertificate({ issuanceId, token: random(32), tbs }), wrong);
  await assert.rejects(client.signCertificate({ issuanceId: randomUUID(), token, tbs }), {
    code: 'signer/issuance-unknown',
  });
});

test('linting again replaces the token and never the bytes or the facts', async () => {
  const { client } = running;
  const tbs = unitTbs(chain, phone.publicKey);
  const request = lintRequest(tbs);
  const { issuanceId } = request;
  const { token: old } = await client.lintCertificate(request);
  const { token } = await client.lintCertificate(request);
  await assert.rejects(client.signCertificate({ issuanceId, token: old, tbs }), { code: 'signer/token-wrong' });
  const first = await client.signCertificate({ issuanceId, token, tbs });
  const { token: later } = await client.lintCertificate(request);
  assert.deepEqual(await client.signCertificate({ issuanceId, token: later, tbs }), first);

  const conflict = { code: 'signer/issuance-conflict' };
  await assert.rejects(client.lintCertificate({ ...request, facts: facts() }), conflict);
  await assert.rejects(client.lintCertificate({ ...request, tbs: unitTbs(chain, phone.publicKey) }), conflict);
  await assert.rejects(client.lintCertificate({ ...request, issuanceId: randomUUID() }), {
    code: 'signer/serial-taken',
  });
});

test('a token waits no longer than its time', async () => {
  const { client } = running;
  const tbs = unitTbs(chain, phone.publicKey);
  const request = lintRequest(tbs);
  const { token } = await client.lintCertificate(request);
  clock.advance(TOKEN_LIFE_MS + 1);
  const call = { issuanceId: request.issuanceId, token, tbs };
  await assert.rejects(client.signCertificate(call), { code: 'signer/token-expired' });
});

test('one operator in both seats, and a payment in the future, are refused', async () => {
  const { client } = running;
  const request = lintRequest(unitTbs(chain, phone.publicKey));
  const same = { ...request.facts, approvedBy: request.facts.acceptedBy };
  await assert.rejects(client.lintCertificate({ ...request, facts: same }), { code: 'signer/four-eyes' });
  const paidAt = new Date(clock.now().getTime() + 3_600_000).toISOString();
  const early = { ...request.facts, paidAt };
  await assert.rejects(client.lintCertificate({ ...request, facts: early }), { code: 'signer/facts-refused' });
});

test('a certificate is issued for a living key of this signer and its purpose only', async () => {
  const { client } = running;
  const stranger = sm2GenerateKeyPair(random).publicKey;
  const lint = (tbs: Uint8Array) => client.lintCertificate(lintRequest(tbs));
  await assert.rejects(lint(unitTbs(chain, stranger)), { code: 'signer/key-unknown' });
  const encryption = await createEncryptionKey(client, phone);
  await assert.rejects(lint(unitTbs(chain, encryption.publicKey)), { code: 'signer/key-purpose' });
  const ended = await createPhone(client);
  await client.endKey({ keyId: ended.keyId });
  await assert.rejects(lint(unitTbs(chain, ended.publicKey)), { code: 'signer/key-ended' });

  const tbs = unitTbs(chain, encryption.publicKey, { profile: 'unit-encryption' });
  await client.lintCertificate({ ...lintRequest(tbs), profile: 'unit-encryption' });
});

test('what breaks a rule, is not ours to issue, or is not a certificate at all, gets no token', async () => {
  const { client } = running;
  const lint = (tbs: Uint8Array) => client.lintCertificate(lintRequest(tbs));
  const refused = (field: string) => ({ code: 'signer/structure-refused', data: { field } });
  await assert.rejects(lint(random(200)), { code: 'signer/structure-refused' });
  await assert.rejects(lint(chain.issuing.der), { code: 'signer/structure-refused' });
  await assert.rejects(lint(unitTbs(chain, phone.publicKey, { issuer: chain.root })), refused('issuer'));
  const now = clock.now().getTime();
  const day = (n: number) => new Date(Math.floor(now / 1000) * 1000 + n * 86_400_000);
  await assert.rejects(lint(unitTbs(chain, phone.publicKey, { notBefore: day(-30) })), refused('notBefore'));
  await assert.rejects(lint(unitTbs(chain, phone.publicKey, { notAfter: day(365 * 15) })), refused('notAfter'));
  // Another profile's bytes: an authority's certificate must never come out of this method.
  for (const profile of ['issuing', 'ocsp-responder', 'individual-signing', 'unit-encryption'] as const) {
    const tbs = unitTbs(chain, phone.publicKey, {
      profile,
      ...(profile === 'ocsp-responder' && { urls: {} }),
      ...(profile === 'individual-signing' ? { personId: 'A1B2C3' } : { personId: undefined }),
      ...(profile !== 'unit-encryption' && { uscc: undefined }),
    });
    await assert.rejects(lint(tbs), { code: 'signer/lint-refused' }, profile);
  }
  const cut = unitTbs(chain, phone.publicKey).slice(0, -1);
  await assert.rejects(lint(cut), { code: 'signer/structure-refused' });
});

test('issuances per hour are limited inside the signer', async () => {
  await using limited = await temporarySigner({ limits: { issuancesPerHour: 2 } });
  const { client } = limited;
  const own = await readChain(client);
  const { publicKey } = await createPhone(client);
  const calls = await Promise.all(
    Array.from({ length: 6 }, async () => {
      const tbs = unitTbs(own, publicKey, { serial: newSerial(random) });
      const request = lintRequest(tbs);
      return { issuanceId: request.issuanceId, tbs, ...(await client.lintCertificate(request)) };
    }),
  );
  const outcomes = await Promise.allSettled(calls.map((call) => client.signCertificate(call)));
  assert.equal(outcomes.filter(({ status }) => status === 'fulfilled').length, 2);
  for (const outcome of outcomes) {
    if (outcome.status === 'rejected') assert.equal((outcome.reason as { code: string }).code, 'signer/rate-limited');
  }
});
