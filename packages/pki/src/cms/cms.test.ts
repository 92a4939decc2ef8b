import assert from 'node:assert/strict';
import { test } from 'node:test';
import { ContentInfo, SignedData as OtherSignedData } from '@peculiar/asn1-cms';
import { AsnConvert } from '@peculiar/asn1-schema';
import { sha1 } from '@noble/hashes/legacy.js';
import { sm2GenerateKeyPair, sm3 } from '@qianyin/gm';
import { OID } from '../der/oids.ts';
import { readDer } from '../der/read.ts';
import { TAG } from '../der/tags.ts';
import { integer, octetString, oid, sequence, setOf } from '../der/write.ts';
import type { SignedDataInput } from '../index.ts';
import {
  assembleCrl,
  assembleOcspResponse,
  assembleSignedData,
  buildOcspRequest,
  buildOcspResponseData,
  buildSignedAttributes,
  buildTbsCrl,
  parseOcspRequest,
  parseSignedAttributes,
  parseSignedData,
  verifySignedData,
} from '../index.ts';
import { openssl, opensslVerifies, skipWithoutOpenssl } from '../testing/openssl.ts';
import { neverCrashes, refuses } from '../testing/refusals.ts';
import { AT, issue, makeToyCa, sign } from '../testing/toy-ca.ts';

const ca = makeToyCa();
const contentDigest = sm3(new TextEncoder().encode('投标文件'));
const attributes = buildSignedAttributes({ contentDigest, signingTime: AT, certificate: ca.unit.certificate });
const input: SignedDataInput = {
  attributes,
  signature: sign(ca.unit.keys, attributes),
  certificate: ca.unit.certificate,
  chain: [ca.issuing.certificate, ca.root.certificate],
};
const cms = assembleSignedData(input);
const roots = [ca.root.certificate];

test('attributes are a sorted SET OF that says digest, time and certificate', () => {
  assert.equal(attributes[0], 0x31);
  const parsed = parseSignedAttributes(attributes);
  assert.deepEqual(parsed.contentDigest, contentDigest);
  assert.deepEqual(parsed.signingTime, AT);
  assert.equal(parsed.contentType, OID.gmData);
  assert.deepEqual(parsed.certificateDigest, sm3(ca.unit.certificate.der));
  assert.deepEqual(parsed.otherAttributes, []);
});

test('attributes that could be read two ways are refused', () => {
  const members = readDer(attributes)
    .list(TAG.set, 'attributes')
    .map((each) => each.bytes);
  const digestTwice = sequence(
    oid(OID.messageDigest),
    setOf(octetString(contentDigest), octetString(new Uint8Array(32))),
  );
  const second = sequence(oid(OID.messageDigest), setOf(octetString(new Uint8Array(32))));
  refuses(() => parseSignedAttributes(setOf(...members, second)), 'pki/bad-structure', { field: OID.messageDigest });
  refuses(() => parseSignedAttributes(setOf(digestTwice)), 'pki/bad-structure', { field: OID.messageDigest });
  refuses(() => parseSignedAttributes(setOf(...members.slice(0, 1))), 'pki/bad-structure');
  const reversed = new Uint8Array(attributes);
  reversed.set(
    Buffer.concat(members.toReversed()),
    attributes.length - members.reduce((sum, each) => sum + each.length, 0),
  );
  refuses(() => parseSignedAttributes(reversed), 'pki/bad-der');
  const extra = sequence(oid('1.2.3.4'), setOf(integer(1)));
  assert.deepEqual(parseSignedAttributes(setOf(...members, extra)).otherAttributes, ['1.2.3.4']);
  refuses(
    () =>
      buildSignedAttributes({ contentDigest: new Uint8Array(20), signingTime: AT, certificate: ca.unit.certificate }),
    'pki/bad-value',
    { field: 'contentDigest' },
  );
});

test('the certificate by its SHA-1, as authorities that never moved on write it', () => {
  const bound = (der: Uint8Array) => {
    const members = readDer(attributes)
      .list(TAG.set, 'attributes')
      .map((each) => each.bytes)
      .filter((each) => !Buffer.from(each).includes(Buffer.from(oid(OID.signingCertificateV2))));
    const certId = sequence(octetString(sha1(der)));
    return setOf(...members, sequence(oid(OID.signingCertificate), setOf(sequence(sequence(certId)))));
  };
  const judge = (own: Uint8Array) => {
    const message = assembleSignedData({ ...input, attributes: own, signature: sign(ca.unit.keys, own) });
    return verifySignedData({ cms: message, contentDigest, roots }).reasons;
  };
  const own = bound(ca.unit.certificate.der);
  assert.deepEqual(judge(own), []);
  assert.deepEqual(parseSignedAttributes(own).otherAttributes, [OID.signingCertificate]);
  assert.deepEqual(judge(bound(ca.individual.certificate.der)), ['pki/signer-certificate-mismatch']);
});

test('a signature verifies up to the root', () => {
  const verdict = verifySignedData({ cms, contentDigest, roots });
  assert.deepEqual(verdict.reasons, []);
  const [only] = verdict.signers;
  assert.ok(verdict.ok && only?.digestMatches && only.signatureValid && only.pathOk);
  assert.equal(only.signer?.serial, ca.unit.certificate.serial);
  assert.deepEqual(only.signingTime, AT);
});

test('it is GB/T 35275: GM content types, SM3, SM2-1', () => {
  const info = AsnConvert.parse(cms, ContentInfo);
  assert.equal(info.contentType, '1.2.156.10197.6.1.4.2.2');
  const other = AsnConvert.parse(info.content, OtherSignedData);
  assert.equal(other.version, 1);
  assert.equal(other.encapContentInfo.eContentType, '1.2.156.10197.6.1.4.2.1');
  assert.equal(other.signerInfos[0]?.digestAlgorithm.algorithm, '1.2.156.10197.1.401');
  assert.equal(other.signerInfos[0]?.signatureAlgorithm.algorithm, '1.2.156.10197.1.301.1');
  assert.equal(other.certificates?.length, 3);
});

test('the other signature OID and RFC content types are accepted', () => {
  const members = readDer(cms)
    .list(TAG.sequence, 'contentInfo')
    .map((each) => each.bytes);
  const rfc = sequence(oid(OID.cmsSignedData), ...members.slice(1));
  assert.deepEqual(verifySignedData({ cms: rfc, contentDigest, roots }).reasons, []);
  assert.deepEqual(verifySignedData({ cms: withSignatureOid(OID.sm2WithSm3), contentDigest, roots }).reasons, []);
  assert.deepEqual(verifySignedData({ cms: withSignatureOid('1.2.840.10045.4.3.2'), contentDigest, roots }).reasons, [
    'pki/unsupported-algorithm',
  ]);
});

/** The same message with another signature algorithm in its SignerInfo. */
function withSignatureOid(type: string): Uint8Array {
  return rebuild(cms, (value) => (Buffer.from(value).equals(Buffer.from(oid(OID.sm2Signature))) ? oid(type) : value));
}

/** Write a DER value again with some of its leaves replaced. */
function rebuild(der: Uint8Array, replace: (leaf: Uint8Array) => Uint8Array): Uint8Array {
  const value = readDer(der, { limits: { maxDepth: 40 } });
  if ((value.tag & 0x20) === 0) return replace(value.bytes);
  const content = Buffer.concat(value.list(value.tag, 'x').map((each) => rebuild(each.bytes, replace)));
  const length =
    content.length < 0x80
      ? [content.length]
      : content.length < 0x100
        ? [0x81, content.length]
        : [0x82, content.length >> 8, content.length & 0xff];
  return new Uint8Array(Buffer.concat([Uint8Array.of(value.tag, ...length), content]));
}

test('each thing that can be wrong has its reason', () => {
  const reasons = (changes: Partial<SignedDataInput>, check: Partial<Parameters<typeof verifySignedData>[0]> = {}) =>
    verifySignedData({ cms: assembleSignedData({ ...input, ...changes }), contentDigest, roots, ...check }).reasons;
  assert.deepEqual(reasons({}, { contentDigest: new Uint8Array(32) }), ['pki/digest-mismatch']);
  assert.deepEqual(reasons({ signature: sign(ca.root.keys, attributes) }), ['pki/signature-wrong']);
  assert.deepEqual(reasons({ chain: [] }), ['pki/chain-incomplete']);
  assert.deepEqual(reasons({}, { roots: [issue({ profile: 'root' }).certificate] }), [
    'pki/certificate-signature-wrong',
  ]);
  assert.deepEqual(reasons({}, { at: new Date('2030-01-01T00:00:00Z') }), ['pki/expired']);
  assert.deepEqual(verifySignedData({ cms: Uint8Array.of(1, 2), contentDigest, roots }).reasons, [
    'pki/not-signed-data',
  ]);
});

test('a second certificate over the same key cannot take the signature over', () => {
  const twin = issue(
    {
      profile: 'unit-signing',
      publicKey: ca.unit.keys.publicKey,
      subject: { organization: '乙', commonName: '乙' },
      uscc: '91350100M000100Y43',
      urls: { crl: 'http://a/', ocsp: 'http://a/' },
    },
    ca.issuing,
  );
  const stolen = assembleSignedData({ ...input, certificate: twin.certificate });
  assert.deepEqual(verifySignedData({ cms: stolen, contentDigest, roots }).reasons, [
    'pki/signer-certificate-mismatch',
  ]);
});

test('an encryption certificate may not sign', () => {
  const keys = sm2GenerateKeyPair((length) => crypto.getRandomValues(new Uint8Array(length)));
  const encryption = issue(
    {
      profile: 'unit-encryption',
      publicKey: keys.publicKey,
      uscc: '91350100M000100Y43',
      urls: { crl: 'http://a/', ocsp: 'http://a/' },
    },
    ca.issuing,
  ).certificate;
  const own = buildSignedAttributes({ contentDigest, signingTime: AT, certificate: encryption });
  const message = assembleSignedData({
    ...input,
    attributes: own,
    certificate: encryption,
    signature: sign(keys, own),
  });
  assert.deepEqual(verifySignedData({ cms: message, contentDigest, roots }).reasons, ['pki/key-usage-wrong']);
});

test('enclosed CRL and OCSP evidence is used, and judged at the signing time', () => {
  const crl = (at: string) => {
    const revoked = [{ serial: ca.unit.certificate.serial, at: new Date(at), reason: 'keyCompromise' } as const];
    const tbs = buildTbsCrl({
      issuer: ca.issuing.certificate,
      number: 1,
      thisUpdate: new Date('2026-06-02T00:00:00Z'),
      nextUpdate: new Date('2026-06-03T00:00:00Z'),
      revoked,
    });
    return assembleCrl(tbs, sign(ca.issuing.keys, tbs));
  };
  const judge = (revocation: SignedDataInput['revocation']) => {
    const { reasons, signers } = verifySignedData({
      cms: assembleSignedData({ ...input, revocation }),
      contentDigest,
      roots,
    });
    return [reasons, signers[0]?.path?.revocation];
  };
  assert.deepEqual(judge({ crls: [crl('2026-05-01T00:00:00Z')] }), [['pki/revoked'], 'revoked']);
  assert.deepEqual(judge({ crls: [crl('2026-06-01T12:00:00Z')] }), [[], 'good'], 'revoked after signing');
  const { certIds } = parseOcspRequest(buildOcspRequest(ca.unit.certificate, ca.issuing.certificate));
  const answers = certIds.map((certId) => ({
    certId,
    status: { kind: 'good' } as const,
    thisUpdate: AT,
    nextUpdate: new Date('2026-06-02T00:00:00Z'),
  }));
  const data = buildOcspResponseData({ responder: ca.ocsp.certificate, producedAt: AT, answers });
  const ocsp = assembleOcspResponse(data, sign(ca.ocsp.keys, data), ca.ocsp.certificate);
  assert.deepEqual(judge({ ocsps: [ocsp] }), [[], 'good']);
  // RFC 5940, beside the CRLs, where the message is of RFC 5652.
  const own = buildSignedAttributes({
    contentDigest,
    contentType: OID.cmsData,
    signingTime: AT,
    certificate: input.certificate,
  });
  const revocation = { ocsps: [ocsp], crls: [crl('2026-06-01T12:00:00Z')] };
  const rfc = assembleSignedData({
    ...input,
    attributes: own,
    signature: sign(ca.unit.keys, own),
    revocation,
    family: 'rfc',
  });
  const read = parseSignedData(rfc);
  assert.deepEqual([read.crls.length, read.ocsps.length], [1, 1]);
  const verdict = verifySignedData({ cms: rfc, contentDigest, roots });
  assert.deepEqual([verdict.reasons, verdict.signers[0]?.path?.revocation], [[], 'good']);
  assert.equal(parseSignedData(assembleSignedData({ ...input, revocation: { ocsps: [ocsp] } })).ocsps.length, 1);
  assert.deepEqual(judge(undefined), [[], 'not-checked']);
});

test('truncations and changes never crash, and no change verifies silently', () => {
  for (let i = 0; i < cms.length; i += 7) {
    neverCrashes(parseSignedData, cms.subarray(0, i));
    const changed = new Uint8Array(cms);
    changed[i] = (changed[i] as number) ^ 0x10;
    neverCrashes(parseSignedData, changed);
    verifySignedData({ cms: changed, contentDigest, roots });
  }
});

test('openssl reads the structure and, over the extracted bytes, verifies the signature', {
  skip: skipWithoutOpenssl,
}, () => {
  const { status, text } = openssl(['asn1parse', '-inform', 'DER', '-in', 'cms.der'], { 'cms.der': cms });
  assert.equal(status, 0, text);
  assert.match(text, /:messageDigest/);
  assert.ok(opensslVerifies({ spki: ca.unit.certificate.spki, message: attributes, signature: input.signature }));
});
