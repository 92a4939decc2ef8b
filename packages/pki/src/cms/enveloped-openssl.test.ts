/** The openssl program opens what is enveloped here and envelopes what is opened here; SM2 in the two steps it knows. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { ciphertextToDer } from '@qianyin/gm';
import { OID } from '../der/oids.ts';
import { encode, explicit, integer, octetString, oid, sequence } from '../der/write.ts';
import { keyPem, privateKeyOf, makeChain } from '../testing/holders.ts';
import { opensslOutput, skipWithoutOpenssl } from '../testing/openssl.ts';
import { issue, makeToyCa, random, URLS, USCC } from '../testing/toy-ca.ts';
import { buildEnvelopedData, decryptEnvelopedData, parseEnvelopedData, recipientFor } from './index.ts';

const content = new TextEncoder().encode('投标报价：人民币一千二百万元整');
const skip = skipWithoutOpenssl;

const holders = {
  rsa: makeChain('rsa').encryption,
  p256: makeChain('p256').encryption,
  p384: makeChain('p384').encryption,
};
const KINDS = Object.keys(holders) as (keyof typeof holders)[];
const recipients = Object.values(holders).map((each) => each.certificate);

for (const cipher of ['aes-128-cbc', 'aes-256-cbc', 'aes-128-gcm', 'aes-256-gcm'] as const) {
  test(`openssl opens what was enveloped with ${cipher} for three kinds of keys`, { skip }, () => {
    const cms = buildEnvelopedData({ content, recipients, cipher, random });
    for (const kind of KINDS) {
      const files = { 'cms.der': cms, 'recipient.pem': holders[kind].pem, 'key.pem': keyPem(holders[kind]) };
      const args = ['cms', '-decrypt', '-binary', '-inform', 'DER', '-in', 'cms.der', '-out', 'out'];
      const opened = opensslOutput([...args, '-recip', 'recipient.pem', '-inkey', 'key.pem'], files);
      assert.deepEqual(opened, content, kind);
    }
  });
}

const OAEP = ['-keyopt', 'rsa_padding_mode:oaep'];
const WRITTEN: [string, keyof typeof holders, string[]][] = [
  ['RSA-OAEP with its default SHA-1', 'rsa', OAEP],
  ['RSA-OAEP with SHA-256', 'rsa', [...OAEP, '-keyopt', 'rsa_oaep_md:sha256']],
  ['RSA-OAEP with SHA-512', 'rsa', [...OAEP, '-keyopt', 'rsa_oaep_md:sha512']],
  ['ECDH on P-256 with its default KDF', 'p256', []],
  ['ECDH on P-256 with SHA-256', 'p256', ['-keyopt', 'ecdh_kdf_md:sha256']],
  ['ECDH on P-384 with SHA-384', 'p384', ['-keyopt', 'ecdh_kdf_md:sha384']],
];

for (const [name, kind, options] of WRITTEN) {
  for (const cipher of ['-aes-128-cbc', '-aes-256-cbc', '-aes-256-gcm']) {
    for (const keyid of [[], ['-keyid']]) {
      test(`what openssl enveloped by ${name} opens, ${cipher} ${keyid.join('')}`, { skip }, async () => {
        const { certificate, pem } = holders[kind];
        const files = { content, 'recipient.pem': pem };
        const args = [
          'cms',
          '-encrypt',
          '-binary',
          '-outform',
          'DER',
          '-in',
          'content',
          '-out',
          'out',
          ...keyid,
          cipher,
        ];
        const cms = opensslOutput([...args, '-recip', 'recipient.pem', ...options], files);
        const opened = await decryptEnvelopedData({ cms, certificate, key: privateKeyOf(holders[kind]) });
        assert.deepEqual(opened.content, content);
      });
    }
  }
}

test('RSA PKCS #1 v1.5, which openssl writes unless told otherwise, is listed and not opened', { skip }, async () => {
  const { certificate, pem } = holders.rsa;
  const args = ['cms', '-encrypt', '-binary', '-outform', 'DER', '-in', 'content', '-out', 'out', '-aes256'];
  const cms = opensslOutput([...args, '-recip', 'recipient.pem'], { content, 'recipient.pem': pem });
  assert.deepEqual(
    parseEnvelopedData(cms).recipients.map((each) => each.kind === 'unsupported' && each.algorithm),
    ['1.2.840.113549.1.1.1'],
  );
  const key = privateKeyOf(holders.rsa);
  await assert.rejects(() => decryptEnvelopedData({ cms, certificate, key }), { code: 'pki/not-a-recipient' });
});

test('SM2: openssl opens the encrypted key, and with it the content', { skip }, () => {
  const ca = makeToyCa();
  const { certificate, keys } = issue({ profile: 'unit-encryption', uscc: USCC, urls: URLS }, ca.issuing);
  const envelope = parseEnvelopedData(buildEnvelopedData({ content, recipients: [certificate], random }));
  const recipient = recipientFor(envelope, certificate);
  assert.ok(recipient?.kind === 'sm2');
  const publicKey = encode(0x03, Uint8Array.of(0), keys.publicKey);
  const d = keys.privateKey.copy();
  const sec1 = sequence(integer(1), octetString(d), explicit(0, oid(OID.sm2Curve)), explicit(1, publicKey));
  const contentKey = opensslOutput(
    ['pkeyutl', '-decrypt', '-keyform', 'DER', '-inkey', 'key.der', '-in', 'in', '-out', 'out'],
    {
      'key.der': sec1,
      in: ciphertextToDer(recipient.encryptedKey),
    },
  );
  const hex = (bytes: Uint8Array) => Buffer.from(bytes).toString('hex');
  const args = [
    'enc',
    '-d',
    '-sm4-cbc',
    '-K',
    hex(contentKey),
    '-iv',
    hex(envelope.cipher.iv),
    '-in',
    'in',
    '-out',
    'out',
  ];
  assert.deepEqual(opensslOutput(args, { in: envelope.encryptedContent }), content);
});
