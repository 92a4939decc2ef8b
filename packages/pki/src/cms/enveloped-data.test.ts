import assert from 'node:assert/strict';
import { test } from 'node:test';
import { ContentInfo, EnvelopedData as OtherEnvelopedData } from '@peculiar/asn1-cms';
import { AsnConvert } from '@peculiar/asn1-schema';
import {
  ciphertextToDer,
  phoneFinishDecryption,
  phoneStartDecryption,
  Secret,
  signerDecrypt,
  sm2Decrypt,
  sm2Encrypt,
  sm2GenerateKeyPair,
  sm4CbcEncrypt,
  splitKey,
} from '@qianyin/gm';
import { OID } from '../der/oids.ts';
import type { Der } from '../der/read.ts';
import { readDer } from '../der/read.ts';
import { contextConstructed, contextPrimitive, TAG } from '../der/tags.ts';
import { encode, explicit, implicit, integer, octetString, oid, sequence, setOf } from '../der/write.ts';
import { keyIdentifier } from '../index.ts';
import type { KeyHolder } from '../testing/holders.ts';
import { makeChain, privateKeyOf } from '../testing/holders.ts';
import { neverCrashes, refuses } from '../testing/refusals.ts';
import { issue, makeToyCa, random, URLS, USCC } from '../testing/toy-ca.ts';
import type { OpenableRecipient } from './index.ts';
import {
  buildEncryptedData,
  buildEnvelopedData,
  decryptEnvelopedData,
  openEnvelopedData,
  parseEnvelopedData,
  recipientFor,
  unwrapContentKey,
} from './index.ts';

const ca = makeToyCa();
const content = new TextEncoder().encode('投标报价：人民币一千二百万元整');
const encryption = () => issue({ profile: 'unit-encryption', uscc: USCC, urls: URLS }, ca.issuing);
const [mine, theirs] = [encryption(), encryption()];
const cms = buildEnvelopedData({ content, recipients: [mine.certificate, theirs.certificate], random });
const rejects = (action: () => Promise<unknown>, code: string) => assert.rejects(action, { code });

test('each of several recipients opens the message, and nobody else', async () => {
  for (const { certificate, keys } of [mine, theirs]) {
    const opened = await decryptEnvelopedData({ cms, certificate, key: keys.privateKey });
    assert.deepEqual(opened.content, content);
    assert.equal(opened.envelope.contentType, OID.gmData);
  }
  const stranger = encryption();
  const { certificate, keys } = stranger;
  await rejects(() => decryptEnvelopedData({ cms, certificate, key: keys.privateKey }), 'pki/not-a-recipient');
});

test('it is GB/T 35275: GM content types, version 1, SM2-3, SM4-CBC', () => {
  const info = AsnConvert.parse(cms, ContentInfo);
  assert.equal(info.contentType, '1.2.156.10197.6.1.4.2.3');
  const other = AsnConvert.parse(info.content, OtherEnvelopedData);
  assert.equal(other.version, 1);
  assert.equal(other.recipientInfos.length, 2);
  for (const { ktri } of other.recipientInfos) {
    assert.equal(ktri?.version, 1);
    assert.equal(ktri?.keyEncryptionAlgorithm.algorithm, '1.2.156.10197.1.301.3');
  }
  const { contentEncryptionAlgorithm: algorithm, contentType } = other.encryptedContentInfo;
  assert.equal(contentType, '1.2.156.10197.6.1.4.2.1');
  assert.equal(algorithm.algorithm, '1.2.156.10197.1.104.2');
});

test('in two steps, with the key elsewhere', async () => {
  const envelope = parseEnvelopedData(cms);
  const recipient = recipientFor(envelope, mine.certificate);
  assert.ok(recipient?.kind === 'sm2');
  const { encryptedKey: ciphertext } = recipient;
  const contentKey = Secret.take(sm2Decrypt({ privateKey: mine.keys.privateKey, ciphertext }));
  assert.deepEqual(openEnvelopedData(envelope, contentKey), content);
  const key = async () => unwrapContentKey(recipient, mine.keys.privateKey);
  assert.deepEqual((await decryptEnvelopedData({ cms, certificate: mine.certificate, key })).content, content);
  const offline = () => Promise.reject(new Error('the phone is away'));
  await assert.rejects(() => decryptEnvelopedData({ cms, certificate: mine.certificate, key: offline }), /away/);
});

test('by the two halves of a split key, the phone’s and the signer’s', async () => {
  const { d1, d2, p1 } = splitKey({ privateKey: mine.keys.privateKey, random });
  const context = { keyId: 'key', requestId: 'request' };
  const key = async (recipient: OpenableRecipient): Promise<Secret> => {
    const ciphertext = recipient.kind === 'sm2' ? recipient.encryptedKey : assert.fail(recipient.kind);
    const { rho, ...asked } = phoneStartDecryption({ d1, ciphertext, context, random });
    const { t2 } = await Promise.resolve(signerDecrypt({ d2, p1, context, ...asked }));
    return Secret.take(phoneFinishDecryption({ rho, t2, ciphertext }));
  };
  const { certificate } = mine;
  assert.deepEqual((await decryptEnvelopedData({ cms, certificate, key })).content, content);
  const wrong = async (recipient: OpenableRecipient) => {
    const changed = new Uint8Array(recipient.encryptedKey);
    changed[changed.length - 1] = (changed.at(-1) as number) ^ 1;
    return key({ ...recipient, encryptedKey: changed });
  };
  await rejects(() => decryptEnvelopedData({ cms, certificate, key: wrong }), 'pki/decrypt-failed');
});

test('a wrong key, a changed key and a changed content answer one code and no cause', async () => {
  const codes = new Set<unknown>();
  const attempt = async (bytes: Uint8Array, privateKey = mine.keys.privateKey) => {
    const error: unknown = await decryptEnvelopedData({
      cms: bytes,
      certificate: mine.certificate,
      key: privateKey,
    }).then(
      () => assert.fail('it opened'),
      (reason: unknown) => reason,
    );
    assert.ok(error instanceof Error);
    codes.add(`${error.message} ${String(error.cause)}`);
  };
  await attempt(cms, theirs.keys.privateKey);
  const envelope = parseEnvelopedData(cms);
  const place = Buffer.from(cms).indexOf(Buffer.from(envelope.encryptedContent));
  // The last block but one: it changes the padding, and the padding alone.
  const padding = new Uint8Array(cms);
  padding[place + envelope.encryptedContent.length - 17] =
    (padding[place + envelope.encryptedContent.length - 17] as number) ^ 1;
  await attempt(padding);
  const wrongKey = Secret.take(new Uint8Array(16).fill(7));
  refuses(() => openEnvelopedData(envelope, wrongKey), 'pki/decrypt-failed');
  refuses(() => openEnvelopedData(envelope, Secret.take(new Uint8Array(5))), 'pki/decrypt-failed');
  const encryptedKey = recipientFor(envelope, mine.certificate);
  assert.ok(encryptedKey?.kind === 'sm2');
  const c2 = Buffer.from(cms).indexOf(Buffer.from(encryptedKey.encryptedKey.subarray(-16)));
  const changed = new Uint8Array(cms);
  changed[c2] = (changed[c2] as number) ^ 1;
  await attempt(changed);
  assert.equal(codes.size, 1, [...codes].join('\n'));
});

test('what is opened is cut at the padding, whatever its length', async () => {
  for (const length of [0, 1, 15, 16, 17, 1000]) {
    const plain = random(length);
    const message = buildEnvelopedData({ content: plain, recipients: [mine.certificate], random });
    const { certificate, keys } = mine;
    assert.deepEqual((await decryptEnvelopedData({ cms: message, certificate, key: keys.privateKey })).content, plain);
  }
});

test('certificates and keys that may not receive are refused', () => {
  const build = (recipients: Parameters<typeof buildEnvelopedData>[0]['recipients'], cipher?: 'aes-256-cbc') =>
    buildEnvelopedData({ content, recipients, random, ...(cipher ? { cipher } : {}) });
  refuses(() => build([]), 'pki/bad-value', { field: 'recipients' });
  refuses(() => build([ca.unit.certificate]), 'pki/bad-value', { field: 'recipients' });
  refuses(() => build([ca.unit.certificate], 'aes-256-cbc'), 'pki/bad-value', { field: 'recipients' });
  refuses(() => build([makeChain('p256').encryption.certificate]), 'pki/unsupported-key', { field: 'recipients' });
});

/** EnvelopedData as CFCA writes it: named by the key's SHA-1, SM4 without a mode, the old order of the ciphertext. */
function cfcaMessage({ legacy = true } = {}): Uint8Array {
  const key = random(16);
  const iv = random(16);
  const { publicKey } = mine.keys;
  const ciphertext = sm2Encrypt({ publicKey, plaintext: key, random });
  const c1c2c3 = Buffer.concat([ciphertext.subarray(1, 65), ciphertext.subarray(97), ciphertext.subarray(65, 97)]);
  const recipient = sequence(
    integer(2),
    implicit(0, keyIdentifier(publicKey)),
    sequence(oid(OID.sm2Encryption), Uint8Array.of(5, 0)),
    octetString(legacy ? c1c2c3 : ciphertextToDer(ciphertext)),
  );
  const info = sequence(
    oid(OID.gmData),
    sequence(oid(OID.sm4), octetString(iv)),
    encode(contextPrimitive(0), sm4CbcEncrypt(key, iv, content)),
  );
  return sequence(oid(OID.gmEnvelopedData), explicit(0, sequence(integer(1), setOf(recipient), info)));
}

test('CFCA: the key identifier and SM4 without a mode are read, the old order only when asked for', async () => {
  const { certificate } = mine;
  const key = mine.keys.privateKey;
  assert.deepEqual(
    (await decryptEnvelopedData({ cms: cfcaMessage({ legacy: false }), certificate, key })).content,
    content,
  );
  const legacy = cfcaMessage();
  await rejects(() => decryptEnvelopedData({ cms: legacy, certificate, key }), 'pki/bad-structure');
  const options = { cfca: true };
  assert.deepEqual((await decryptEnvelopedData({ cms: legacy, certificate, key, options })).content, content);
  assert.deepEqual(
    (await decryptEnvelopedData({ cms, certificate, key, options })).content,
    content,
    'the standard too',
  );
});

test('gmsm: the encrypted content as one piece of a constructed string', async () => {
  const { encryptedContent, der } = parseEnvelopedData(cms);
  const whole = Buffer.from(der);
  const inner = encode(contextPrimitive(0), encryptedContent);
  const constructed = encode(contextConstructed(0), octetString(encryptedContent));
  const changed = replaceDeep(whole, inner, constructed);
  const { certificate, keys } = mine;
  assert.deepEqual((await decryptEnvelopedData({ cms: changed, certificate, key: keys.privateKey })).content, content);
  const twoPieces = encode(contextConstructed(0), octetString(new Uint8Array(16)), octetString(new Uint8Array(16)));
  refuses(() => parseEnvelopedData(replaceDeep(whole, inner, twoPieces)), 'pki/bad-structure');
});

/** A DER value with one of its leaves replaced and every length above it written again. */
function replaceDeep(der: Buffer, from: Uint8Array, to: Uint8Array): Uint8Array {
  if (der.equals(Buffer.from(from))) return to;
  if (((der[0] as number) & 0x20) === 0) return der;
  const parts: Uint8Array[] = [];
  const header = (at: number) => {
    const first = der[at + 1] as number;
    if (first < 0x80) return { start: at + 2, length: first };
    const count = first & 0x7f;
    return { start: at + 2 + count, length: der.readUIntBE(at + 2, count) };
  };
  const { start, length } = header(0);
  for (let at = start; at < start + length; ) {
    const child = header(at);
    parts.push(replaceDeep(der.subarray(at, child.start + child.length), from, to));
    at = child.start + child.length;
  }
  return encode(der[0] as number, ...parts);
}

test('RSA-OAEP and ECDH recipients, CBC and GCM, together in one message', async () => {
  const kinds = ['rsa', 'p256', 'p384', 'p521'] as const;
  const holders = kinds.map((kind) => makeChain(kind).encryption);
  const others = kinds.map((kind) => makeChain(kind).encryption);
  const recipients = [...holders.map((each) => each.certificate), mine.certificate];
  for (const cipher of ['aes-128-cbc', 'aes-256-cbc', 'aes-128-gcm', 'aes-256-gcm', 'sm4-gcm'] as const) {
    const message = buildEnvelopedData({ content, recipients, cipher, random });
    const envelope = parseEnvelopedData(message);
    assert.equal(envelope.kind, cipher.endsWith('gcm') ? 'auth-enveloped' : 'enveloped');
    assert.deepEqual(envelope.recipients.map((each) => each.kind).toSorted(), [
      'ecdh',
      'ecdh',
      'ecdh',
      'rsa-oaep',
      'sm2',
    ]);
    for (const holder of holders) {
      const opened = await decryptEnvelopedData({
        cms: message,
        certificate: holder.certificate,
        key: privateKeyOf(holder),
      });
      assert.deepEqual(opened.content, content, `${holder.certificate.keyKind} ${cipher}`);
    }
    const key = mine.keys.privateKey;
    assert.deepEqual(
      (await decryptEnvelopedData({ cms: message, certificate: mine.certificate, key })).content,
      content,
    );
    for (const [i, holder] of holders.entries()) {
      const { certificate } = holder;
      const other = privateKeyOf(others[i] as KeyHolder);
      await rejects(() => decryptEnvelopedData({ cms: message, certificate, key: other }), 'pki/key-mismatch');
      const recipient = recipientFor(envelope, certificate) ?? assert.fail();
      await rejects(() => unwrapContentKey(recipient, other), 'pki/decrypt-failed');
      await rejects(() => unwrapContentKey(recipient, key), 'pki/key-mismatch');
    }
  }
});

test('authenticated content: no change of ciphertext, vector or tag opens', async () => {
  const cipher = 'aes-256-gcm';
  const message = buildEnvelopedData({ content, recipients: [mine.certificate], cipher, random });
  const { encryptedContent, mac, cipher: read } = parseEnvelopedData(message);
  for (const part of [encryptedContent, mac, read.iv]) {
    const changed = new Uint8Array(message);
    const place = Buffer.from(message).indexOf(Buffer.from(part));
    changed[place] = (changed[place] as number) ^ 0x80;
    const { certificate, keys } = mine;
    await rejects(
      () => decryptEnvelopedData({ cms: changed, certificate, key: keys.privateKey }),
      'pki/decrypt-failed',
    );
  }
});

test('encrypted data under a key agreed elsewhere', () => {
  for (const [cipher, length] of [
    ['sm4-cbc', 16],
    ['aes-256-cbc', 32],
  ] as const) {
    const key = Secret.take(random(length));
    const envelope = parseEnvelopedData(buildEncryptedData({ content, key, cipher, random }));
    assert.equal(envelope.kind, 'encrypted');
    assert.deepEqual(envelope.recipients, []);
    assert.deepEqual(openEnvelopedData(envelope, key), content);
  }
  const key = Secret.take(random(32));
  refuses(() => buildEncryptedData({ content, key, cipher: 'aes-256-gcm', random }), 'pki/bad-value', {
    field: 'cipher',
  });
  refuses(() => buildEncryptedData({ content, key, random }), 'pki/bad-value', { field: 'key' });
});

test('structures that promise what they do not keep', () => {
  const recipients = [mine.certificate];
  const gcm = buildEnvelopedData({ content, recipients, cipher: 'aes-128-gcm', random });
  const envelope = parseEnvelopedData(gcm);
  // GCM where nothing carries its tag.
  refuses(
    () => openEnvelopedData({ ...envelope, kind: 'enveloped' }, Secret.take(random(16))),
    'pki/unsupported-algorithm',
  );
  const shortTag = replaceDeep(Buffer.from(gcm), octetString(envelope.mac), octetString(envelope.mac.subarray(0, 12)));
  refuses(() => parseEnvelopedData(shortTag), 'pki/bad-structure', { field: 'mac' });
  // The type of the content is outside what the tag covers.
  const [data, other] = [oid(OID.cmsData), oid(OID.tstInfo)];
  refuses(() => parseEnvelopedData(replaceDeep(Buffer.from(gcm), data, other)), 'pki/bad-structure', {
    field: 'authenticatedAttributes',
  });
  const repeated = (type: Uint8Array) => {
    const attributes = encode(contextConstructed(1), sequence(oid(OID.contentType), setOf(type)));
    const tag = octetString(envelope.mac);
    return parseEnvelopedData(replaceDeep(Buffer.from(gcm), tag, Buffer.concat([attributes, tag])));
  };
  assert.deepEqual(repeated(data).authenticated[0], TAG.set);
  refuses(() => repeated(other), 'pki/bad-structure', { field: 'authenticatedAttributes' });
  const none = sequence(oid(OID.gmEnvelopedData), explicit(0, sequence(integer(1), setOf(), sequence())));
  refuses(() => parseEnvelopedData(none), 'pki/bad-structure', { field: 'recipientInfos' });
  const password = encode(contextConstructed(3), integer(0));
  const many = sequence(
    oid(OID.gmEnvelopedData),
    explicit(0, sequence(integer(1), setOf(...Array.from({ length: 300 }, () => password)), sequence())),
  );
  refuses(() => parseEnvelopedData(many), 'pki/too-large');
  refuses(() => parseEnvelopedData(new Uint8Array(100), { maxBytes: 99 }), 'pki/too-large');
});

test('recipients that are not opened are listed beside those that are', async () => {
  const keys = sm2GenerateKeyPair(random);
  const v15 = sequence(
    integer(0),
    implicit(0, keyIdentifier(keys.publicKey)),
    sequence(oid('1.2.840.113549.1.1.1'), Uint8Array.of(5, 0)),
    octetString(random(256)),
  );
  const message = withRecipient(cms, v15);
  const { recipients } = parseEnvelopedData(message);
  assert.deepEqual(recipients.map((each) => each.kind).toSorted(), ['sm2', 'sm2', 'unsupported']);
  const { certificate } = mine;
  assert.deepEqual(
    (await decryptEnvelopedData({ cms: message, certificate, key: mine.keys.privateKey })).content,
    content,
  );
});

function withRecipient(message: Uint8Array, recipient: Uint8Array): Uint8Array {
  const members = (value: Der) => value.list(value.tag, 'x');
  const body = members(members(members(readDer(message))[1] as Der)[0] as Der);
  const infos = body[1] as Der;
  const more = setOf(...members(infos).map((each) => each.bytes), recipient);
  return replaceDeep(Buffer.from(message), infos.bytes, more);
}

test('truncations and changes never crash', () => {
  const mixed = buildEnvelopedData({
    content,
    recipients: [makeChain('rsa').encryption.certificate, makeChain('p256').encryption.certificate],
    cipher: 'aes-256-gcm',
    random,
  });
  for (const message of [cms, mixed]) {
    for (let i = 0; i < message.length; i += 3) {
      neverCrashes(parseEnvelopedData, message.subarray(0, i));
      for (const mask of [0x01, 0x20, 0x80]) {
        const changed = new Uint8Array(message);
        changed[i] = (changed[i] as number) ^ mask;
        neverCrashes(parseEnvelopedData, changed);
      }
    }
  }
});
