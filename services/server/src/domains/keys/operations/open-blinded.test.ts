import assert from 'node:assert/strict';
import { randomUUID } from 'node:crypto';
import { test } from 'node:test';
import { phoneFinishDecryption, phoneStartDecryption, sm2Encrypt } from '@qianyin/gm';
import { expectRefusal } from '../../../testing/expect-refusal.ts';
import { DOT, issuingParts } from '../../../testing/issuing-parts.ts';
import { paidOrder } from '../../../testing/orders.ts';
import {
  type TestPhone,
  cosign,
  obtainEncryptionKey,
  otherShare,
  phoneWithKey,
  random,
} from '../../../testing/phone.ts';
import { openBlinded } from './open-blinded.ts';
import { showKey } from './show-key.ts';

const MESSAGE = new TextEncoder().encode('投标文件');

test('the encryption key opens blindly; wrong PINs count against the signing key too', async () => {
  await using parts = await issuingParts({ drawing: DOT });
  const phone = await phoneWithKey(parts, await paidOrder(parts));
  const { holder } = phone;
  const key = await obtainEncryptionKey(parts, phone);
  const ciphertext = sm2Encrypt({ publicKey: key.publicKey, plaintext: MESSAGE, random });
  const open = async (d1: TestPhone['d1']) => {
    const requestId = randomUUID();
    const context = { keyId: key.keyId, requestId };
    const started = phoneStartDecryption({ d1, ciphertext, context, random });
    const { t2 } = await openBlinded(parts, { holder, keyId: key.keyId, requestId, ...started });
    return phoneFinishDecryption({ rho: started.rho, t2, ciphertext });
  };
  assert.deepEqual(await open(key.d1), MESSAGE);
  await expectRefusal('keys/pin-wrong', open(otherShare()));
  assert.equal((await showKey(parts, phone)).triesLeft, 4);
  const wrongUse = { ...phone, keyId: key.keyId, publicKey: key.publicKey, d1: key.d1 };
  await expectRefusal('keys/not-found', cosign(parts, wrongUse, MESSAGE));
});
