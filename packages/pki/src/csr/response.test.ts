import assert from 'node:assert/strict';
import { test } from 'node:test';
import { Secret, sm2GenerateKeyPair } from '@qianyin/gm';
import { sameBytes } from '../bytes.ts';
import { readDer } from '../der/read.ts';
import { TAG } from '../der/tags.ts';
import { encode, explicit, nullValue, sequence, setOf } from '../der/write.ts';
import { buildEnvelopedKey, ecPrivateKey } from '../keys/index.ts';
import { neverCrashes, refuses } from '../testing/refusals.ts';
import { issue, makeToyCa, random, URLS, USCC } from '../testing/toy-ca.ts';
import { buildCsrResponse, openCsrResponse, parseCsrResponse } from './index.ts';

const ca = makeToyCa();
const { unit: signing, issuing } = ca;
const encryption = issue(
  { profile: 'unit-encryption', subject: { organization: '甲', commonName: '甲' }, uscc: USCC, urls: URLS },
  issuing,
);
const key = ecPrivateKey('sm2', encryption.keys.privateKey.copy());
const envelopedKey = buildEnvelopedKey({ key, recipient: signing.keys.publicKey, random });
const certificates = [encryption.certificate, issuing.certificate];
const der = buildCsrResponse({
  signCertificates: [signing.certificate, issuing.certificate],
  encryption: { envelopedKey, certificates },
});
const privateKey = signing.keys.privateKey;

test('the requester finds both certificates and the encryption key', () => {
  const opened = openCsrResponse({ der, privateKey });
  assert.deepEqual(opened.signCertificate.der, signing.certificate.der);
  assert.deepEqual(opened.encryption?.certificate.der, encryption.certificate.der);
  assert.ok(sameBytes(opened.encryption?.key.secret.copy() ?? assert.fail(), key.secret.copy()));
  assert.deepEqual(
    opened.others.map((each) => each.serial),
    [issuing.certificate.serial, issuing.certificate.serial],
  );
  const single = openCsrResponse({ der: buildCsrResponse({ signCertificates: [signing.certificate] }), privateKey });
  assert.equal(single.encryption, undefined);
});

test('both tags are read both ways', () => {
  const sign = setOf(signing.certificate.der);
  const members = readDer(envelopedKey)
    .list(TAG.sequence, 'x')
    .map((each) => each.bytes);
  const envelopes = [explicit(0, envelopedKey), explicit(0, ...members)];
  const sets = [explicit(1, encryption.certificate.der), explicit(1, setOf(encryption.certificate.der))];
  for (const envelope of envelopes) {
    for (const set of sets) {
      const opened = openCsrResponse({ der: sequence(sign, envelope, set), privateKey });
      assert.equal(opened.encryption?.certificate.serial, encryption.certificate.serial);
    }
  }
});

test('keys and certificates that do not belong together are refused', (t) => {
  const other = sm2GenerateKeyPair(random).privateKey;
  refuses(() => openCsrResponse({ der, privateKey: other }), 'pki/key-mismatch', { field: 'signCertificate' });
  const wrong = buildCsrResponse({
    signCertificates: [signing.certificate],
    encryption: { envelopedKey, certificates: [issuing.certificate] },
  });
  const wiped = t.mock.method(Secret.prototype, 'wipe');
  refuses(() => openCsrResponse({ der: wrong, privateKey }), 'pki/key-mismatch', { field: 'encryptCertificate' });
  assert.equal(wiped.mock.callCount(), 1, 'the encryption key, which nobody gets');
  refuses(() => buildCsrResponse({ signCertificates: [] }), 'pki/bad-value', { field: 'signCertificates' });
});

test('malformed answers are refused by field, and never crash', () => {
  const sign = setOf(signing.certificate.der);
  refuses(() => parseCsrResponse(sequence(setOf())), 'pki/bad-structure', { field: 'signCertificate' });
  refuses(() => parseCsrResponse(sequence(sign, nullValue())), 'pki/bad-structure', { field: 'csrResponse' });
  refuses(() => parseCsrResponse(sequence(sign, explicit(0, nullValue()))), 'pki/bad-structure', {
    field: 'encryptedPrivateKey',
  });
  refuses(() => parseCsrResponse(sequence(sign, encode(0xa1, nullValue()))), 'pki/bad-structure', {
    field: 'certificate',
  });
  for (let i = 0; i < der.length; i += 5) {
    neverCrashes(parseCsrResponse, der.slice(0, i));
    const changed = new Uint8Array(der);
    changed[i] = (changed[i] as number) ^ 0x20;
    neverCrashes(parseCsrResponse, changed);
  }
});
