import assert from 'node:assert/strict';
import { test } from 'node:test';
import { AsnConvert } from '@peculiar/asn1-schema';
import { TimeStampReq, TimeStampResp, TSTInfo } from '@peculiar/asn1-tsp';
import { assembleSignedData, buildSignedAttributes, digest, parseSignedData, verifySignedData } from '../cms/index.ts';
import type { DigestName } from '../cms/index.ts';
import { attachTimestamp, signatureOctets } from '../cms/index.ts';
import { OID } from '../der/oids.ts';
import { contextPrimitive, TAG } from '../der/tags.ts';
import { boolean, encode, integer, octetString, oid, sequence } from '../der/write.ts';
import type { SignatureAlgorithmName } from '../index.ts';
import type { KeyHolder } from '../testing/holders.ts';
import { makeChain } from '../testing/holders.ts';
import type { TestKeyKind } from '../testing/key-kinds.ts';
import { neverCrashes, refuses } from '../testing/refusals.ts';
import { AT, random } from '../testing/toy-ca.ts';
import type { TimestampCheck, TstInfoInput } from './index.ts';
import {
  assembleTimestampToken,
  buildTimestampAttributes,
  buildTimestampRefusal,
  buildTimestampRequest,
  buildTimestampResponse,
  buildTstInfo,
  parseTimestampRequest,
  parseTimestampResponse,
  parseTimestampToken,
  parseTstInfo,
  verifyTimestamp,
} from './index.ts';

const POLICY = '1.2.156.10197.6.1.1.1';
const message = new TextEncoder().encode('投标文件');
const nonce = Uint8Array.of(0, 0, 1, 2, 3, 4, 5, 6, 7, 8);
const genTime = new Date('2026-06-01T08:00:00.250Z');
const chains = { sm2: makeChain('sm2'), rsa: makeChain('rsa'), p256: makeChain('p256') };
const SUITES: [TestKeyKind & keyof typeof chains, SignatureAlgorithmName, DigestName][] = [
  ['sm2', 'sm2-sm3', 'sm3'],
  ['rsa', 'rsa-sha256', 'sha256'],
  ['rsa', 'rsa-pss-sha512', 'sha512'],
  ['p256', 'ecdsa-sha256', 'sha256'],
];

interface Stamping {
  tsa: KeyHolder;
  algorithm: SignatureAlgorithmName;
  digestAlgorithm: DigestName;
  stamped?: Uint8Array;
  info?: Partial<TstInfoInput>;
}

function stamp({ tsa, algorithm, digestAlgorithm, stamped = message, info = {} }: Stamping): Uint8Array {
  const request = buildTimestampRequest({
    digest: digest(digestAlgorithm, stamped),
    digestAlgorithm,
    nonce,
    policy: POLICY,
  });
  const { certificate, key } = tsa;
  const tstInfo = buildTstInfo({
    request: parseTimestampRequest(request),
    policy: POLICY,
    serial: '0102',
    genTime,
    accuracy: { seconds: 1, millis: 500 },
    ...info,
  });
  const attributes = buildTimestampAttributes({ tstInfo, certificate, digestAlgorithm });
  const signature = key.sign(algorithm, attributes);
  return assembleTimestampToken({ tstInfo, attributes, signature, certificate, algorithm });
}

const gm: Stamping = { tsa: chains.sm2.tsa, algorithm: 'sm2-sm3', digestAlgorithm: 'sm3' };
const roots = [chains.sm2.root.certificate];
const judge = (token: Uint8Array, changes: Partial<TimestampCheck> = {}) =>
  verifyTimestamp({ token, message, nonce, policy: POLICY, roots, ...changes }).reasons;

for (const [kind, algorithm, digestAlgorithm] of SUITES) {
  test(`request, token, answer, verification with ${algorithm}`, () => {
    const token = stamp({ tsa: chains[kind].tsa, algorithm, digestAlgorithm });
    const answer = parseTimestampResponse(buildTimestampResponse(token));
    assert.ok(answer.status === 'granted');
    const verdict = verifyTimestamp({
      token: answer.token.der,
      message,
      nonce,
      policy: POLICY,
      roots: [chains[kind].root.certificate],
    });
    assert.deepEqual(verdict.reasons, []);
    assert.deepEqual(verdict.genTime, genTime);
    assert.deepEqual(verdict.accuracy, { seconds: 1, millis: 500, micros: 0 });
    assert.equal(verdict.serial, '0102');
    assert.equal(verdict.authority?.serial, chains[kind].tsa.certificate.serial);
  });
}

test('another reader sees the same request, answer and TSTInfo', () => {
  const request = buildTimestampRequest({ digest: digest('sm3', message), nonce, policy: POLICY });
  const read = AsnConvert.parse(request, TimeStampReq);
  assert.equal(read.version, 1);
  assert.equal(read.messageImprint.hashAlgorithm.algorithm, '1.2.156.10197.1.401');
  assert.equal(read.reqPolicy, POLICY);
  assert.equal(read.certReq, true);
  const token = stamp(gm);
  const answer = AsnConvert.parse(buildTimestampResponse(token), TimeStampResp);
  assert.equal(answer.status.status, 0);
  assert.equal(answer.timeStampToken?.contentType, '1.2.840.113549.1.7.2');
  const info = AsnConvert.parse(parseTimestampToken(token).tstInfo.der, TSTInfo);
  assert.equal(info.genTime.getTime(), genTime.getTime());
  assert.equal(info.accuracy?.seconds, 1);
  assert.equal(info.policy, POLICY);
});

test('each thing that can be wrong has its reason', () => {
  const token = stamp(gm);
  assert.deepEqual(judge(token), []);
  assert.deepEqual(judge(token, { message: new Uint8Array(1) }), ['pki/timestamp-other-message']);
  assert.deepEqual(verifyTimestamp({ token, messageDigest: digest('sm3', message), roots }).reasons, []);
  assert.deepEqual(
    verifyTimestamp({ token, roots }).reasons,
    ['pki/timestamp-other-message'],
    'nothing to compare with',
  );
  assert.deepEqual(judge(token, { nonce: random(8) }), ['pki/timestamp-nonce-mismatch']);
  assert.deepEqual(judge(token, { policy: '1.2.3' }), ['pki/timestamp-policy-mismatch']);
  assert.deepEqual(judge(token, { roots: [chains.rsa.root.certificate] }), ['pki/chain-incomplete']);
  assert.deepEqual(judge(stamp({ ...gm, info: { genTime: new Date('2029-01-01T00:00:00Z') } })), ['pki/expired']);
  assert.deepEqual(judge(stamp({ ...gm, tsa: chains.sm2.signer })), ['pki/timestamp-authority-wrong']);
  assert.deepEqual(judge(Uint8Array.of(0x30, 0)), ['pki/not-a-timestamp']);
});

test('a token without ESSCertIDv2, or with that of another certificate, is nobody’s', () => {
  const { tstInfo } = parseTimestampToken(stamp(gm));
  const { certificate, key } = gm.tsa;
  const make = (attributes: Uint8Array) =>
    assembleTimestampToken({
      tstInfo: tstInfo.der,
      attributes,
      signature: key.sign('sm2-sm3', attributes),
      certificate,
    });
  const other = buildTimestampAttributes({ tstInfo: tstInfo.der, certificate: chains.sm2.signer.certificate });
  assert.deepEqual(judge(make(other)), ['pki/signer-certificate-mismatch']);
  const contentDigest = digest('sm3', tstInfo.der);
  const wrongType = buildSignedAttributes({ contentDigest, contentType: OID.cmsData, certificate });
  refuses(() => make(wrongType), 'pki/bad-value', { field: 'attributes' });
});

test('a signature over data is no time stamp', () => {
  const { certificate, key } = chains.sm2.signer;
  const attributes = buildSignedAttributes({ contentDigest: digest('sm3', message), signingTime: AT, certificate });
  const signature = key.sign('sm2-sm3', attributes);
  const cms = assembleSignedData({ attributes, signature, certificate, chain: [], content: message });
  assert.deepEqual(judge(cms), ['pki/not-a-timestamp']);
});

test('what an authority refuses, and what it is asked', () => {
  const answer = parseTimestampResponse(buildTimestampRefusal('time-not-available', '时钟未同步'));
  assert.deepEqual(answer, { status: 'rejection', failures: ['time-not-available'], text: '时钟未同步' });
  const bare = parseTimestampRequest(buildTimestampRequest({ digest: digest('sm3', message), certReq: false }));
  assert.deepEqual([bare.nonce, bare.policy, bare.certReq], [undefined, undefined, false]);
  refuses(() => buildTimestampRequest({ digest: new Uint8Array(20) }), 'pki/bad-value', { field: 'digest' });
  refuses(() => buildTimestampRequest({ digest: new Uint8Array(32), nonce: new Uint8Array(4) }), 'pki/bad-value', {
    field: 'nonce',
  });
  const request = parseTimestampRequest(buildTimestampRequest({ digest: digest('sm3', message), policy: POLICY }));
  const base = { request, serial: '01', genTime };
  refuses(() => buildTstInfo({ ...base, policy: '1.2.3' }), 'pki/bad-value', { field: 'policy' });
  refuses(() => buildTstInfo({ ...base, policy: POLICY, serial: 'x' }), 'pki/bad-value', { field: 'serial' });
  refuses(() => buildTstInfo({ ...base, policy: POLICY, accuracy: { millis: 1000 } }), 'pki/bad-value', {
    field: 'accuracy.millis',
  });
});

/** A TSTInfo with another time or accuracy. */
function writeTstInfo({ time = '20260601080000Z', accuracy = sequence(), tail = [] as Uint8Array[] } = {}): Uint8Array {
  return sequence(
    integer(1),
    oid(POLICY),
    sequence(sequence(oid(OID.sm3)), octetString(new Uint8Array(32))),
    integer(1),
    encode(TAG.generalizedTime, new TextEncoder().encode(time)),
    accuracy,
    ...tail,
  );
}

test('genTime: fractions in their shortest form, UTC, and nothing else', () => {
  const at = (time: string) => parseTstInfo(writeTstInfo({ time })).genTime.toISOString();
  assert.equal(at('20260601080000Z'), '2026-06-01T08:00:00.000Z');
  assert.equal(at('20260601080000.5Z'), '2026-06-01T08:00:00.500Z');
  assert.equal(at('20260601080000.123456Z'), '2026-06-01T08:00:00.123Z');
  const refused = [
    '20260601080000.50Z',
    '20260601080000.Z',
    '20260601080000,5Z',
    '202606010800Z',
    '20260601080000+0800',
  ];
  for (const time of [...refused, '20260601080060Z', '20260601080000.5', '20260230080000.5Z', '20260601080000.5z']) {
    refuses(() => parseTstInfo(writeTstInfo({ time })), 'pki/bad-der');
  }
});

test('accuracy within its bounds, and members that do not belong', () => {
  const part = (n: number, ...bytes: number[]) => encode(contextPrimitive(n), Uint8Array.from(bytes));
  const read = (...parts: Uint8Array[]) => parseTstInfo(writeTstInfo({ accuracy: sequence(...parts) })).accuracy;
  assert.deepEqual(read(integer(2), part(0, 0x03, 0xe7), part(1, 1)), { seconds: 2, millis: 999, micros: 1 });
  for (const bad of [part(0, 0x03, 0xe8), part(0, 0), part(1, 0x80), part(0, 0x00, 0x01)]) {
    assert.throws(() => read(bad), /pki\/bad-(structure|der)/);
  }
  refuses(() => read(part(1, 1), part(0, 1)), 'pki/bad-structure');
  refuses(() => parseTstInfo(writeTstInfo({ tail: [boolean(false)] })), 'pki/bad-structure', { field: 'ordering' });
  refuses(() => parseTstInfo(writeTstInfo({ tail: [integer(1), integer(1)] })), 'pki/bad-structure');
});

test('a time stamp in a signature: laid in at assembly or later, and it decides the moment', () => {
  const { certificate, key } = chains.p256.signer;
  const attributes = buildSignedAttributes({
    contentDigest: digest('sha256', message),
    digestAlgorithm: 'sha256',
    signingTime: AT,
    certificate,
  });
  const signature = key.sign('ecdsa-sha256', attributes);
  const signer = { attributes, signature, certificate };
  const shared = { chain: [], content: message, family: 'rfc' as const };
  const stamped = signatureOctets(signer);
  const token = stamp({ ...gm, stamped });
  const early = assembleSignedData({ ...signer, timestamps: [token], ...shared });
  const bare = assembleSignedData({ ...signer, ...shared });
  const late = attachTimestamp({ cms: bare, token });
  assert.deepEqual(late, early);
  const check = { roots: [chains.p256.root.certificate], timestampTrust: { roots }, requireTimestamp: true };
  const verdict = verifySignedData({ cms: late, ...check });
  assert.deepEqual(verdict.reasons, []);
  assert.deepEqual(verdict.signers[0]?.timestamps[0]?.genTime, genTime);
  assert.deepEqual(verifySignedData({ cms: bare, ...check }).reasons, ['pki/timestamp-missing']);
  const foreign = attachTimestamp({ cms: bare, token: stamp({ ...gm, stamped: new Uint8Array(64) }) });
  const judged = verifySignedData({ cms: foreign, ...check });
  assert.deepEqual(judged.reasons, ['pki/timestamp-missing']);
  assert.deepEqual(judged.signers[0]?.timestamps[0]?.reasons, ['pki/timestamp-other-message']);
  assert.deepEqual(
    verifySignedData({ cms: foreign, roots: check.roots }).reasons,
    [],
    'an unsigned attribute anybody can add',
  );
  const both = attachTimestamp({ cms: foreign, token });
  assert.deepEqual(verifySignedData({ cms: both, ...check }).reasons, []);
  assert.equal(parseSignedData(both).signers[0]?.unsignedAttributes.length, 2);
  let many = late;
  for (let i = 0; i < 8; i++) many = attachTimestamp({ cms: many, token: stamp({ ...gm, stamped }) });
  assert.equal(verifySignedData({ cms: many, ...check }).signers[0]?.timestamps.length, 4, 'each costs a search');
  const expired = { ...check, timestampTrust: { roots } };
  const later = stamp({ ...gm, stamped, info: { genTime: new Date('2027-11-01T00:00:00Z') } });
  assert.deepEqual(verifySignedData({ cms: attachTimestamp({ cms: bare, token: later }), ...expired }).reasons, []);
  refuses(() => attachTimestamp({ cms: bare, token, signer: 1 }), 'pki/bad-value', { field: 'signer' });
});

test('truncations and changes never crash, and no change verifies', () => {
  const token = stamp(gm);
  const request = buildTimestampRequest({ digest: digest('sm3', message), nonce, policy: POLICY });
  const answer = buildTimestampResponse(token);
  const enclosed = Buffer.from(token).indexOf(Buffer.from(gm.tsa.certificate.der));
  const start = Buffer.from(token).indexOf(Buffer.from(parseTimestampToken(token).tstInfo.der));
  for (const [bytes, parse] of [
    [request, parseTimestampRequest],
    [answer, parseTimestampResponse],
  ] as const) {
    for (let i = 0; i < bytes.length; i += 3) {
      neverCrashes(parse, bytes.subarray(0, i));
      for (const mask of [0x01, 0x20, 0x80]) {
        const changed = new Uint8Array(bytes);
        changed[i] = (changed[i] as number) ^ mask;
        neverCrashes(parse, changed);
      }
    }
  }
  for (let i = start; i < token.length; i += 5) {
    const changed = new Uint8Array(token);
    changed[i] = (changed[i] as number) ^ 0x10;
    if (i < enclosed || i >= enclosed + gm.tsa.certificate.der.length)
      assert.notDeepEqual(judge(changed), [], `byte ${i}`);
  }
});
