import assert from 'node:assert/strict';
import { test } from 'node:test';
import { OID } from '../der/oids.ts';
import { makeChain } from '../testing/holders.ts';
import { neverCrashes, refuses } from '../testing/refusals.ts';
import { AT, issue, makeToyCa, random, sign, URLS, USCC } from '../testing/toy-ca.ts';
import type { SignedAndEnvelopedDataInput } from './index.ts';
import {
  assembleSignedAndEnvelopedData,
  buildEnvelopedData,
  buildSignedAttributes,
  decryptEnvelopedData,
  digest,
  parseEnvelopedData,
  verifySignedAndEnvelopedData,
} from './index.ts';

const ca = makeToyCa();
const content = new TextEncoder().encode('投标报价');
const { certificate, keys } = ca.unit;
const mine = issue({ profile: 'unit-encryption', uscc: USCC, urls: URLS }, ca.issuing);
const attributes = buildSignedAttributes({ contentDigest: digest('sm3', content), signingTime: AT, certificate });
const input: SignedAndEnvelopedDataInput = {
  content,
  signers: [{ attributes, signature: sign(keys, attributes), certificate }],
  chain: [ca.issuing.certificate],
  recipients: [mine.certificate],
  random,
};
const roots = [ca.root.certificate];
const open = (cms: Uint8Array) =>
  decryptEnvelopedData({ cms, certificate: mine.certificate, key: mine.keys.privateKey });

test('opened, then verified; with signed attributes and without', async () => {
  const bare = { certificate, signature: sign(keys, content) };
  for (const signers of [input.signers, [bare], [...input.signers, bare]]) {
    const { content: opened, envelope } = await open(assembleSignedAndEnvelopedData({ ...input, signers }));
    assert.deepEqual(opened, content);
    assert.equal(envelope.kind, 'signed-and-enveloped');
    assert.equal(envelope.contentType, OID.gmData);
    const verdict = verifySignedAndEnvelopedData({ envelope, content: opened, roots, at: AT });
    assert.deepEqual(verdict.reasons, []);
    assert.deepEqual(
      verdict.signers.map((each) => each.signer?.serial),
      signers.map(() => certificate.serial),
    );
  }
});

test('what is wrong with the signature is told once the content is open', async () => {
  const other = new TextEncoder().encode('另一个报价');
  const swapped = await open(assembleSignedAndEnvelopedData({ ...input, content: other }));
  const judge = (envelope: Parameters<typeof verifySignedAndEnvelopedData>[0]['envelope'], text: Uint8Array) =>
    verifySignedAndEnvelopedData({ envelope, content: text, roots, at: AT }).reasons;
  assert.deepEqual(judge(swapped.envelope, swapped.content), ['pki/digest-mismatch']);
  const unsigned = await open(assembleSignedAndEnvelopedData({ ...input, signers: [] }));
  assert.deepEqual(judge(unsigned.envelope, content), ['pki/signer-missing']);
  const plain = await open(buildEnvelopedData({ content, recipients: [mine.certificate], random }));
  assert.deepEqual(judge(plain.envelope, content), ['pki/not-signed-data']);
});

test('the RFC 2315 form with AES and RSA', async () => {
  const { signer, encryption, root } = makeChain('rsa');
  const signature = signer.key.sign('rsa-sha256', content);
  const cms = assembleSignedAndEnvelopedData({
    content,
    signers: [{ certificate: signer.certificate, signature }],
    chain: [],
    recipients: [encryption.certificate, mine.certificate],
    cipher: 'aes-256-cbc',
    random,
  });
  const { envelope, content: opened } = await open(cms);
  assert.equal(envelope.family, 'rfc');
  const verdict = verifySignedAndEnvelopedData({ envelope, content: opened, roots: [root.certificate], at: AT });
  assert.deepEqual(verdict.reasons, []);
  refuses(() => assembleSignedAndEnvelopedData({ ...input, cipher: 'aes-256-gcm' }), 'pki/bad-value', {
    field: 'cipher',
  });
  refuses(() => assembleSignedAndEnvelopedData({ ...input, recipients: [] }), 'pki/bad-value', { field: 'recipients' });
});

test('truncations and changes never crash', () => {
  const cms = assembleSignedAndEnvelopedData(input);
  for (let i = 0; i < cms.length; i += 3) {
    neverCrashes(parseEnvelopedData, cms.subarray(0, i));
    for (const mask of [0x01, 0x20, 0x80]) {
      const changed = new Uint8Array(cms);
      changed[i] = (changed[i] as number) ^ mask;
      neverCrashes(parseEnvelopedData, changed);
    }
  }
});
