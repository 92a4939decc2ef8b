import assert from 'node:assert/strict';
import { mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { test } from 'node:test';
import { type OpenedScan, makeScanCode } from '@qianyin/contract';
import { folderBlobs } from '../../../platform/blobs.ts';
import { type DomainParts, domainParts } from '../../../testing/domain-parts.ts';
import { expectRefusal } from '../../../testing/expect-refusal.ts';
import { newAccount, provedAccount } from '../../../testing/people.ts';
import { newPlatform } from '../../../testing/platforms.ts';
import type { WalletHolder } from '../../accounts/index.ts';
import type { Platform } from '../../platforms/index.ts';
import { stateOf } from '../model.ts';
import { sessionById } from '../store.ts';
import { claimScanSession } from './claim-scan-session.ts';
import { type OpenInput, openScanSession } from './open-scan-session.ts';
import { ownedSession } from './owned-session.ts';
import { refuseScanSession } from './refuse-scan-session.ts';
import { takeScanResult } from './take-scan-result.ts';

function openLogin(parts: DomainParts, platform: Platform, change: Partial<OpenInput> = {}): Promise<OpenedScan> {
  const blobs = folderBlobs(mkdtempSync(join(tmpdir(), 'qianyin-blobs-')), parts.cipher);
  const input = {
    kind: 'login',
    platform,
    origin: platform.origin,
    display: '登录交易平台',
    browser: { address: '127.0.0.1', agent: 'test' },
    oidc: { redirectUri: `${platform.origin}/callback`, scope: 'openid', nonce: 'n'.repeat(22), codeChallenge: 'c' },
    ...change,
  } as OpenInput;
  return openScanSession({ ...parts, blobs, publicUrl: 'https://service.test' }, input);
}

async function codeOf(parts: DomainParts, opened: OpenedScan, platform: Platform) {
  const t = Math.floor(parts.clock.now().getTime() / 1000);
  const { id, digest, secret } = opened;
  return { id, t, c: await makeScanCode(secret, { id, t, kind: 'login', digest, origin: platform.origin }) };
}

async function newHolder(parts: DomainParts, jkt = 'device'): Promise<WalletHolder> {
  return { accountId: await provedAccount(parts), jkt, tokenHash: Buffer.alloc(32) };
}

test('two phones race for one QR: one owns it, the other is told', async () => {
  await using parts = await domainParts();
  const platform = await newPlatform(parts);
  const opened = await openLogin(parts, platform);
  const claim = await codeOf(parts, opened, platform);
  const holders = [await newHolder(parts, 'a'), await newHolder(parts, 'b'), await newHolder(parts, 'c')];
  const outcomes = await Promise.allSettled(holders.map((holder) => claimScanSession(parts, { holder, claim })));
  const won = outcomes.flatMap((outcome) => (outcome.status === 'fulfilled' ? [outcome.value] : []));
  const lost = outcomes.flatMap((outcome) =>
    outcome.status === 'rejected' ? [(outcome.reason as Error).message] : [],
  );
  assert.equal(won.length, 1);
  assert.deepEqual(lost, ['scan/taken', 'scan/taken']);
  const [owner] = holders.filter((holder) => holder.accountId === won[0]?.accountId);
  assert.ok(owner);
  // The same phone scanning again finds what it owns; to everybody else the session does not exist.
  assert.equal((await claimScanSession(parts, { holder: owner, claim })).id, opened.id);
  for (const holder of holders.filter((other) => other !== owner))
    await expectRefusal('scan/not-found', ownedSession(parts.db, { holder, id: opened.id }));
  const otherPhone = { ...owner, jkt: 'a second phone of the same account' };
  await expectRefusal('scan/not-found', ownedSession(parts.db, { holder: otherPhone, id: opened.id }));
});

test('a replayed QR is refused after ten seconds, a changed one at once', async () => {
  await using parts = await domainParts();
  const platform = await newPlatform(parts);
  const opened = await openLogin(parts, platform);
  const holder = await newHolder(parts);
  const claim = await codeOf(parts, opened, platform);
  await expectRefusal('scan/code-wrong', claimScanSession(parts, { holder, claim: { ...claim, t: claim.t + 1 } }));
  const c = `${claim.c[0] === 'A' ? 'B' : 'A'}${claim.c.slice(1)}`;
  await expectRefusal('scan/code-wrong', claimScanSession(parts, { holder, claim: { ...claim, c } }));
  parts.clock.advance(11);
  await expectRefusal('scan/code-expired', claimScanSession(parts, { holder, claim }));
  parts.clock.advance(80);
  const late = await codeOf(parts, opened, platform);
  await expectRefusal('scan/expired', claimScanSession(parts, { holder, claim: late }));
});

test('nobody scans before proving who they are', async () => {
  await using parts = await domainParts();
  const platform = await newPlatform(parts);
  const opened = await openLogin(parts, platform);
  const holder = { accountId: await newAccount(parts), jkt: 'device', tokenHash: Buffer.alloc(32) };
  const claim = await codeOf(parts, opened, platform);
  await expectRefusal('identity-proofing/required', claimScanSession(parts, { holder, claim }));
});

test('a typed code opens the session once; eight wrong ones an hour close typing', async () => {
  await using parts = await domainParts();
  const platform = await newPlatform(parts);
  const opened = await openLogin(parts, platform);
  const holder = await newHolder(parts);
  const wrong = opened.typedCode === '00000000' ? '00000001' : '00000000';
  for (let i = 0; i < 8; i++)
    await expectRefusal('scan/not-found', claimScanSession(parts, { holder, claim: { typedCode: wrong } }));
  const claim = { typedCode: opened.typedCode };
  await expectRefusal('scan/typed-code-tries-used', claimScanSession(parts, { holder, claim }));
  const other = await newHolder(parts, 'other');
  assert.equal((await claimScanSession(parts, { holder: other, claim })).id, opened.id);
  await expectRefusal('scan/not-found', claimScanSession(parts, { holder: await newHolder(parts, 'third'), claim }));
});

test('many wrong typed codes at once are eight tries', async () => {
  await using parts = await domainParts();
  const holder = await newHolder(parts);
  const claims = Array.from({ length: 40 }, (_, i) => ({ typedCode: String(10_000_000 + i) }));
  const outcomes = await Promise.allSettled(claims.map((claim) => claimScanSession(parts, { holder, claim })));
  const codes = outcomes.map((outcome) =>
    outcome.status === 'rejected' ? (outcome.reason as Error).message : 'claimed',
  );
  assert.equal(codes.filter((code) => code === 'scan/not-found').length, 8);
  assert.equal(codes.filter((code) => code === 'scan/typed-code-tries-used').length, 32);
});

test('a platform speaks only in its own name and for its own addresses', async () => {
  await using parts = await domainParts();
  const platform = await newPlatform(parts);
  await expectRefusal(
    'platforms/origin-not-registered',
    openLogin(parts, platform, { origin: 'https://bank.example' }),
  );
  await expectRefusal(
    'platforms/redirect-not-registered',
    openLogin(parts, platform, {
      kind: 'login',
      oidc: { redirectUri: `${platform.origin}/callback/`, scope: 'openid', nonce: 'n', codeChallenge: 'c' },
    }),
  );
  await expectRefusal('platforms/kind-not-allowed', openLogin(parts, { ...platform, kinds: ['seal'] }));
});

test('the result is for the platform and the browser that began, and not before the phone confirmed', async () => {
  await using parts = await domainParts();
  const platform = await newPlatform(parts);
  const stranger = await newPlatform(parts, 'other');
  const opened = await openLogin(parts, platform);
  const deps = { ...parts, finishLogin: () => Promise.reject(new Error('not to be reached')) };
  const { id, resultToken } = opened;
  await expectRefusal('scan/not-found', takeScanResult(deps, { platform: stranger, id, resultToken }));
  const stolen = { platform, id, resultToken: 'x'.repeat(43) };
  await expectRefusal('scan/result-token-wrong', takeScanResult(deps, stolen));
  await expectRefusal('scan/not-confirmed', takeScanResult(deps, { platform, id, resultToken }));
  parts.clock.advance(91);
  await expectRefusal('scan/expired', takeScanResult(deps, { platform, id, resultToken }));
});

test('a refusal is final and on record', async () => {
  await using parts = await domainParts();
  const platform = await newPlatform(parts);
  const opened = await openLogin(parts, platform);
  const holder = await newHolder(parts);
  await claimScanSession(parts, { holder, claim: await codeOf(parts, opened, platform) });
  await refuseScanSession(parts, { holder, id: opened.id, reason: 'not-me' });
  const session = await sessionById(parts.db, opened.id);
  assert.ok(session);
  assert.equal(stateOf(session, parts.clock.now()), 'refused');
  await expectRefusal('scan/not-waiting', refuseScanSession(parts, { holder, id: opened.id, reason: 'changed-mind' }));
});
