import assert from 'node:assert/strict';
import { randomUUID } from 'node:crypto';
import { test } from 'node:test';
import { makeScanCode } from '@qianyin/contract';
import { DOT, issuingParts, PUBLIC_URL } from '../../../testing/issuing-parts.ts';
import { expectRefusal } from '../../../testing/expect-refusal.ts';
import { certifiedPhone, cosign, startNonces } from '../../../testing/phone.ts';
import { newPlatform } from '../../../testing/platforms.ts';
import { finishCosignature } from '../../keys/index.ts';
import { ACT_SECONDS } from '../model.ts';
import { beginScanSignature } from './begin-scan-signature.ts';
import { claimScanSession } from './claim-scan-session.ts';
import { finishScanSignature } from './finish-scan-signature.ts';
import { openScanSession } from './open-scan-session.ts';
import { prepareScanSession } from './prepare-scan-session.ts';

test('a session that ended after it was signed is over, and its phone keeps step with the signer', async () => {
  await using parts = await issuingParts({ drawing: DOT });
  const { phone, pair } = await certifiedPhone(parts);
  const { holder, keyId, counter } = phone;
  const platform = await newPlatform(parts);
  const { id, digest, secret } = await openScanSession(
    { ...parts, publicUrl: PUBLIC_URL },
    {
      kind: 'login',
      platform,
      origin: platform.origin,
      display: '登录交易平台',
      browser: { address: '127.0.0.1', agent: 'test' },
      oidc: { redirectUri: `${platform.origin}/callback`, scope: 'openid', nonce: 'n'.repeat(22), codeChallenge: 'c' },
    },
  );
  const t = Math.floor(parts.clock.now().getTime() / 1000);
  const c = await makeScanCode(secret, { id, t, kind: 'login', digest, origin: platform.origin });
  await claimScanSession(parts, { holder, claim: { id, t, c } });
  const { statement } = await prepareScanSession(parts, { holder, id, certificateId: pair.id, sealId: null });
  const { q1, answer } = startNonces(phone, () => [new TextEncoder().encode(statement)]);
  const ceremonyId = randomUUID();
  const begun = await beginScanSignature(parts, { holder, id, number: null, ceremonyId, counter, q1 });
  // The signer has signed and counted; the server dies before it notes it, and comes back when the time is over.
  const s1 = answer(begun);
  await finishCosignature(parts, { holder, keyId, ceremonyId, s1 });
  parts.clock.advance(ACT_SECONDS);

  const late = await expectRefusal('scan/expired', finishScanSignature(parts, { holder, id, ceremonyId, s1 }));
  assert.equal(late.data, undefined);
  const asked = await expectRefusal('scan/expired', finishScanSignature(parts, { holder, id, ceremonyId, s1: [] }));
  assert.deepEqual(asked.data, { counter: counter + 1 });
  phone.counter = counter + 1;
  await cosign(parts, phone, new TextEncoder().encode('the next one is no clone'));
});
