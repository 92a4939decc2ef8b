import assert from 'node:assert/strict';
import { before, test } from 'node:test';
import { sm2Encrypt } from '@qianyin/gm';
import { parseCertificate } from '@qianyin/pki';
import { decrypt } from './decrypt.ts';
import { obtainCertificate } from './obtain-certificate.ts';
import type { Phone } from './phone.ts';
import { random } from './testing/authority.ts';
import { bytesOf, ORDER, PIN, sentTo, TestService } from './testing/service.ts';

const service = new TestService();
let phone: Phone;
let keyId: string;
let ciphertext: Uint8Array;
const plaintext = new TextEncoder().encode('data key');
before(async () => {
  phone = await service.phone();
  const obtained = await obtainCertificate(phone, { order: ORDER, pin: PIN });
  if (obtained.outcome !== 'obtained') throw new Error('not obtained');
  const { encryption, encryptionKeyId } = obtained.certificate;
  keyId = encryptionKeyId;
  ciphertext = sm2Encrypt({ publicKey: parseCertificate(encryption).publicKey, plaintext, random });
});

test('what was encrypted to the certificate opens with phone and service together', async () => {
  const opened = await decrypt(phone, { keyId, ciphertext, pin: PIN });
  assert.deepEqual(opened, { outcome: 'opened', plaintext });
});

test('the service sees neither ciphertext nor plaintext', async () => {
  const sent = bytesOf((await sentTo(service, 'open-blinded')).blinded ?? '');
  assert.equal(sent.length, 65);
  assert.notDeepEqual(sent, ciphertext.slice(0, 65));
});

test('a ciphertext that was changed does not open', async () => {
  const changed = ciphertext.slice();
  changed[changed.length - 1]! ^= 1;
  await assert.rejects(decrypt(phone, { keyId, ciphertext: changed, pin: PIN }), { code: 'wallet/decryption-failed' });
});
