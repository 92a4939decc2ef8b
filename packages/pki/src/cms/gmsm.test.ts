/** Messages that gmsm wrote, an implementation nobody here wrote: read as they are met, CFCA's old forms among them. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { Secret } from '@qianyin/gm';
import { parseCertificate } from '../index.ts';
import { GMSM, RECIPIENT_KEY } from '../testing/gmsm-messages.ts';
import { AT } from '../testing/toy-ca.ts';
import { decryptEnvelopedData, verifySignedAndEnvelopedData, verifySignedData } from './index.ts';

const der = (name: keyof typeof GMSM) => new Uint8Array(Buffer.from(GMSM[name], 'base64'));
const content = new TextEncoder().encode('投标报价');
const certificate = parseCertificate(der('recipient'));
const trust = { roots: [parseCertificate(der('root'))], intermediates: [parseCertificate(der('issuing'))], at: AT };
const open = (name: keyof typeof GMSM, options = {}) => {
  const key = Secret.take(new Uint8Array(Buffer.from(RECIPIENT_KEY, 'hex')));
  return decryptEnvelopedData({ cms: der(name), certificate, key, options });
};

test('envelopes: by the standard, by key identifier, and in the old order when asked for', async () => {
  assert.deepEqual((await open('enveloped')).content, content);
  assert.deepEqual((await open('envelopedByKeyId')).content, content);
  assert.deepEqual((await open('envelopedLegacy', { cfca: true })).content, content);
  await assert.rejects(open('envelopedLegacy'), { code: 'pki/bad-structure', field: 'encryptedKey' });
  // The tag stands at the end of the ciphertext, in a structure that has no place for it.
  await assert.rejects(open('envelopedGcm'), { code: 'pki/unsupported-algorithm' });
});

test('signatures with attributes and without', () => {
  for (const name of ['signed', 'signedBare'] as const) {
    const verdict = verifySignedData({ cms: der(name), ...trust });
    assert.deepEqual(verdict.reasons, [], name);
    assert.deepEqual(verdict.content, content);
  }
});

test('signed and enveloped', async () => {
  const { content: opened, envelope } = await open('signedAndEnveloped');
  assert.deepEqual(opened, content);
  assert.deepEqual(verifySignedAndEnvelopedData({ envelope, content: opened, ...trust }).reasons, []);
});
