import assert from 'node:assert/strict';
import { test } from 'node:test';
import { ContentInfo, SignedData as OtherSignedData } from '@peculiar/asn1-cms';
import { AsnConvert } from '@peculiar/asn1-schema';
import { OID } from '../der/oids.ts';
import { contextConstructed, TAG } from '../der/tags.ts';
import { encode, explicit, integer, octetString, oid, sequence, setOf } from '../der/write.ts';
import type { SignatureAlgorithmName } from '../index.ts';
import { SIGNATURE_ALGORITHMS } from '../index.ts';
import type { Chain, KeyHolder } from '../testing/holders.ts';
import { issueTo, makeChain } from '../testing/holders.ts';
import type { TestKeyKind } from '../testing/key-kinds.ts';
import { ALGORITHMS_OF, TEST_KINDS } from '../testing/key-kinds.ts';
import { neverCrashes, refuses } from '../testing/refusals.ts';
import { AT } from '../testing/toy-ca.ts';
import type { CmsFamily, DigestName, SignedDataCheck, SignedDataInput, SignerInput } from './index.ts';
import { assembleSignedData, buildSignedAttributes, digest, parseSignedData, verifySignedData } from './index.ts';

const chains = Object.fromEntries(TEST_KINDS.map((kind) => [kind, makeChain(kind)])) as Record<TestKeyKind, Chain>;
const content = new TextEncoder().encode('投标文件');

const digestOf = (algorithm: SignatureAlgorithmName): DigestName =>
  algorithm === 'sm2-sm3' ? 'sm3' : (/sha\d+$/.exec(algorithm)?.[0] as DigestName);

interface Signing {
  algorithm: SignatureAlgorithmName;
  contentType?: string;
  message?: Uint8Array;
}

/** With signed attributes, or over the content itself. */
function sign(holder: KeyHolder, { algorithm, contentType, message = content }: Signing, bare = false): SignerInput {
  const { certificate, key } = holder;
  if (bare) return { certificate, algorithm, signature: key.sign(algorithm, message) };
  const attributes = buildSignedAttributes({
    contentDigest: digest(digestOf(algorithm), message),
    digestAlgorithm: digestOf(algorithm),
    signingTime: AT,
    certificate,
    ...(contentType ? { contentType } : {}),
  });
  return { certificate, algorithm, attributes, signature: key.sign(algorithm, attributes) };
}

const kindOf = (algorithm: SignatureAlgorithmName): TestKeyKind =>
  TEST_KINDS.find((kind) => ALGORITHMS_OF[kind].includes(algorithm)) ?? assert.fail(algorithm);
const chain = (kind: TestKeyKind) => [chains[kind].root.certificate];
const reasonsOf = (cms: Uint8Array, kind: TestKeyKind, check: Partial<SignedDataCheck> = {}) =>
  verifySignedData({ cms, roots: chain(kind), at: AT, ...check }).reasons;

for (const algorithm of SIGNATURE_ALGORITHMS) {
  const kind = kindOf(algorithm);
  const family: CmsFamily = algorithm === 'sm2-sm3' ? 'gm' : 'rfc';
  test(`${algorithm}: attached and detached, with and without signed attributes, by either name`, () => {
    for (const bare of [false, true]) {
      for (const identifyBy of ['issuer-and-serial', 'key-id'] as const) {
        const signer = { ...sign(chains[kind].signer, { algorithm }, bare), identifyBy };
        const attached = assembleSignedData({ ...signer, chain: chain(kind), content, family });
        const verdict = verifySignedData({ cms: attached, roots: chain(kind), at: AT });
        assert.deepEqual(verdict.reasons, []);
        assert.deepEqual(verdict.content, content);
        const detached = assembleSignedData({ ...signer, chain: chain(kind), family });
        assert.deepEqual(reasonsOf(detached, kind, { content }), []);
        assert.deepEqual(reasonsOf(detached, kind), ['pki/content-missing']);
        assert.deepEqual(reasonsOf(attached, kind, { content }), ['pki/content-not-detached']);
        const other = new TextEncoder().encode('另一份');
        const wrong = bare ? ['pki/signature-wrong'] : ['pki/digest-mismatch'];
        assert.deepEqual(reasonsOf(detached, kind, { content: other }), wrong);
      }
    }
  });
}

test('RFC 5652 object identifiers and versions, as another reader sees them', () => {
  const cms = assembleSignedData({
    signers: [sign(chains.rsa.signer, { algorithm: 'rsa-sha256' })],
    chain: chain('rsa'),
    content,
    family: 'rfc',
  });
  const info = AsnConvert.parse(cms, ContentInfo);
  assert.equal(info.contentType, '1.2.840.113549.1.7.2');
  const other = AsnConvert.parse(info.content, OtherSignedData);
  assert.equal(other.version, 1);
  assert.equal(other.encapContentInfo.eContentType, '1.2.840.113549.1.7.1');
  assert.deepEqual(new Uint8Array(other.encapContentInfo.eContent?.single?.buffer ?? new ArrayBuffer(0)), content);
  assert.equal(other.signerInfos[0]?.version, 1);
  assert.equal(other.digestAlgorithms[0]?.algorithm, '2.16.840.1.101.3.4.2.1');
  const byKey = assembleSignedData({
    ...sign(chains.p256.signer, { algorithm: 'ecdsa-sha256' }),
    identifyBy: 'key-id',
    chain: [],
    family: 'rfc',
  });
  const parsed = AsnConvert.parse(AsnConvert.parse(byKey, ContentInfo).content, OtherSignedData);
  assert.deepEqual([parsed.version, parsed.signerInfos[0]?.version], [3, 3]);
});

const several: SignedDataInput = {
  signers: [
    sign(chains.sm2.signer, { algorithm: 'sm2-sm3', contentType: OID.cmsData }),
    sign(chains.rsa.signer, { algorithm: 'rsa-pss-sha384' }),
    sign(chains.p384.signer, { algorithm: 'ecdsa-sha384' }),
  ],
  chain: [chains.sm2.root, chains.rsa.root, chains.p384.root].map((each) => each.certificate),
  content,
  family: 'rfc',
};
const allRoots = [...chain('sm2'), ...chain('rsa'), ...chain('p384')];

test('several signers of several kinds: each has its verdict, all must hold', () => {
  const verdict = verifySignedData({ cms: assembleSignedData(several), roots: allRoots });
  assert.deepEqual(verdict.reasons, []);
  assert.deepEqual(verdict.signers.map(({ signer }) => signer?.keyKind).toSorted(), ['p384', 'rsa', 'sm2']);
  const untrusted = verifySignedData({ cms: assembleSignedData(several), roots: chain('rsa') });
  assert.deepEqual(untrusted.reasons, ['pki/chain-incomplete']);
  assert.deepEqual(untrusted.signers.map(({ ok }) => ok).toSorted(), [false, false, true]);
});

test('a signer stripped from the message is missed by whoever asks for it', () => {
  const [first, second] = several.signers;
  const stripped = assembleSignedData({ ...several, signers: [first, second] as SignerInput[] });
  assert.deepEqual(verifySignedData({ cms: stripped, roots: allRoots }).reasons, []);
  const signers = several.signers.map((each) => each.certificate);
  assert.deepEqual(verifySignedData({ cms: stripped, roots: allRoots, signers }).reasons, ['pki/signer-missing']);
  assert.deepEqual(verifySignedData({ cms: assembleSignedData(several), roots: allRoots, signers }).reasons, []);
  const none = assembleSignedData({ signers: [], chain: chain('rsa'), content, family: 'rfc' });
  assert.equal(parseSignedData(none).certificates.length, 1);
  assert.deepEqual(reasonsOf(none, 'rsa'), ['pki/signer-missing']);
});

test('signed attributes moved to another signature, or to other content', () => {
  const mine = sign(chains.p256.signer, { algorithm: 'ecdsa-sha256' });
  const other = sign(chains.p256.signer, { algorithm: 'ecdsa-sha256', message: new Uint8Array(3) });
  const make = (signer: SignerInput) => assembleSignedData({ ...signer, chain: chain('p256'), content, family: 'rfc' });
  assert.deepEqual(reasonsOf(make({ ...mine, attributes: other.attributes as Uint8Array }), 'p256'), [
    'pki/digest-mismatch',
    'pki/signature-wrong',
  ]);
  assert.deepEqual(reasonsOf(make({ ...mine, signature: other.signature }), 'p256'), ['pki/signature-wrong']);
  assert.deepEqual(reasonsOf(make(other), 'p256'), ['pki/digest-mismatch']);
  assert.deepEqual(reasonsOf(make({ ...mine, certificate: chains.p256.encryption.certificate }), 'p256'), [
    'pki/signature-wrong',
    'pki/key-usage-wrong',
  ]);
});

/** A SignedData put together by hand: what no builder here writes. */
function byHand(input: {
  signer: SignerInput;
  attributes?: Uint8Array;
  contentType?: string;
  inner?: Uint8Array;
  digestAlgorithm: string;
  signatureAlgorithm: Uint8Array;
  outer?: string;
}): Uint8Array {
  const { certificate, signature } = input.signer;
  const { attributes } = input;
  const info = sequence(
    integer(1),
    sequence(certificate.issuer.der, integer(certificate.serial)),
    sequence(oid(input.digestAlgorithm)),
    ...(attributes ? [encode(contextConstructed(0), readSet(attributes))] : []),
    input.signatureAlgorithm,
    octetString(signature),
  );
  const body = sequence(
    integer(1),
    setOf(sequence(oid(input.digestAlgorithm))),
    sequence(oid(input.contentType ?? OID.cmsData), explicit(0, octetString(input.inner ?? content))),
    encode(contextConstructed(0), certificate.der),
    setOf(info),
  );
  return sequence(oid(input.outer ?? OID.cmsSignedData), explicit(0, body));
}

const readSet = (set: Uint8Array): Uint8Array => set.subarray(set.length < 0x82 ? 2 : set.length < 0x103 ? 3 : 4);
const RSA = sequence(oid(OID.rsaEncryption), Uint8Array.of(TAG.null, 0));

test('content of another type than data does without signed attributes in no message', () => {
  const { signer } = chains.rsa;
  const bare = sign(signer, { algorithm: 'rsa-sha256' }, true);
  const make = (contentType: string) =>
    byHand({ signer: bare, contentType, digestAlgorithm: OID.sha256, signatureAlgorithm: RSA });
  assert.deepEqual(reasonsOf(make(OID.cmsData), 'rsa'), []);
  assert.deepEqual(reasonsOf(make(OID.tstInfo), 'rsa'), ['pki/signed-attributes-missing']);
  refuses(() => assembleSignedData({ ...bare, chain: [], contentType: OID.tstInfo, family: 'rfc' }), 'pki/bad-value', {
    field: 'attributes',
  });
});

test('signed attributes shown as the content of a message without any', () => {
  const signer = sign(chains.rsa.signer, { algorithm: 'rsa-sha256' });
  const cms = byHand({ signer, inner: signer.attributes, digestAlgorithm: OID.sha256, signatureAlgorithm: RSA });
  assert.deepEqual(reasonsOf(cms, 'rsa'), ['pki/signed-attributes-missing']);
});

test('a content type that the signature is not for', () => {
  const signer = sign(chains.rsa.signer, { algorithm: 'rsa-sha256' });
  const { attributes } = signer;
  const cms = byHand({
    signer,
    attributes,
    contentType: OID.gmData,
    digestAlgorithm: OID.sha256,
    signatureAlgorithm: RSA,
  });
  assert.deepEqual(reasonsOf(cms, 'rsa'), ['pki/content-type-mismatch']);
  refuses(() => assembleSignedData({ ...signer, chain: [], family: 'gm' }), 'pki/bad-value', { field: 'attributes' });
});

test('algorithms that do not belong together', () => {
  const signer = sign(chains.rsa.signer, { algorithm: 'rsa-sha256' });
  const { attributes } = signer;
  const make = (digestAlgorithm: string, type: string) =>
    byHand({
      signer,
      attributes,
      digestAlgorithm,
      signatureAlgorithm: sequence(oid(type), Uint8Array.of(TAG.null, 0)),
    });
  const refused: [string, string, string[]][] = [
    // Two digests in one signer, the signature's and the content's.
    [OID.sha256, OID.rsaWithSha512, ['pki/unsupported-algorithm']],
    [OID.sha512, OID.rsaWithSha256, ['pki/digest-mismatch', 'pki/unsupported-algorithm']],
    [OID.sha1, OID.rsaEncryption, ['pki/unsupported-algorithm']],
    [OID.sha256, '1.2.840.113549.1.1.5', ['pki/weak-algorithm']],
    // SM2 under an RSA key, and RSA over SM3.
    [OID.sm3, OID.sm2Signature, ['pki/digest-mismatch', 'pki/unsupported-algorithm']],
    [OID.sm3, OID.rsaEncryption, ['pki/digest-mismatch', 'pki/unsupported-algorithm']],
    [OID.sha256, OID.ecdsaWithSha256, ['pki/unsupported-algorithm']],
  ];
  for (const [digestAlgorithm, type, expected] of refused) {
    assert.deepEqual(reasonsOf(make(digestAlgorithm, type), 'rsa'), expected, `${digestAlgorithm} ${type}`);
  }
  assert.deepEqual(reasonsOf(make(OID.sha256, OID.rsaWithSha256), 'rsa'), []);
});

test('the families mixed as GM software mixes them verify; nothing signed depends on the outer type', () => {
  const signer = sign(chains.sm2.signer, { algorithm: 'sm2-sm3' });
  const der = parseSignedData(assembleSignedData({ ...signer, chain: [], content })).der;
  const outer = Buffer.from(oid(OID.gmSignedData));
  const at = Buffer.from(der).indexOf(outer);
  const body = der.subarray(at + outer.length);
  assert.deepEqual(reasonsOf(sequence(oid(OID.cmsSignedData), body), 'sm2'), []);
});

test('a look-alike in the bag: same issuer and serial number, another key', () => {
  const { signer, root } = chains.p256;
  const fake = issueTo({ profile: 'root', name: '根 p256', key: makeChain('p256').root.key });
  const lookAlike = issueTo({
    profile: 'unit-single',
    name: '福建某某科技有限公司',
    key: makeChain('p256').signer.key,
    issuer: fake,
    serial: signer.certificate.serial,
  });
  const honest = sign(signer, { algorithm: 'ecdsa-sha256' });
  const cms = assembleSignedData({
    ...honest,
    chain: [lookAlike.certificate, root.certificate],
    content,
    family: 'rfc',
  });
  const verdict = verifySignedData({ cms, roots: chain('p256') });
  assert.deepEqual(verdict.reasons, []);
  assert.deepEqual(verdict.signers[0]?.signer?.der, signer.certificate.der);
  const forged = sign(lookAlike, { algorithm: 'ecdsa-sha256' });
  const stolen = assembleSignedData({ ...forged, chain: [signer.certificate], content, family: 'rfc' });
  const judged = verifySignedData({ cms: stolen, roots: chain('p256') });
  assert.equal(judged.ok, false);
  assert.deepEqual(judged.signers[0]?.signer?.der, lookAlike.certificate.der);
});

test('counts are capped, and so are size and depth', () => {
  const { signer } = chains.p256;
  const one = sign(signer, { algorithm: 'ecdsa-sha256' });
  const many = { signers: Array.from({ length: 33 }, () => one), chain: [], family: 'rfc' as const };
  refuses(() => parseSignedData(assembleSignedData(many)), 'pki/too-large', { field: 'signerInfos' });
  const bag = Array.from({ length: 66 }, (_, i) => ({ der: sequence(integer(i)) }));
  const crowded = assembleSignedData({ ...one, chain: bag, family: 'rfc' });
  refuses(() => parseSignedData(crowded), 'pki/too-large', { field: 'certificates' });
  const large = assembleSignedData({ ...one, chain: [], content: new Uint8Array(5 << 20), family: 'rfc' });
  refuses(() => parseSignedData(large), 'pki/too-large');
  assert.equal(parseSignedData(large, { maxBytes: 6 << 20 }).content?.length, 5 << 20);
});

test('truncations and changes never crash, and no change verifies silently', () => {
  const cms = assembleSignedData(several);
  const roots = allRoots;
  const unsigned = parseSignedData(cms).certificates.map((each) => each.der);
  // Before the content stand types and the list of digests, which nobody signed and no decision depends on.
  const start = Buffer.from(cms).indexOf(Buffer.from(content));
  const inCertificates = (at: number) =>
    unsigned.some((der) => {
      const first = Buffer.from(cms).indexOf(Buffer.from(der));
      return at >= first && at < first + der.length;
    });
  for (let i = 0; i < cms.length; i += 5) {
    neverCrashes(parseSignedData, cms.subarray(0, i));
    const changed = new Uint8Array(cms);
    changed[i] = (changed[i] as number) ^ 0x10;
    neverCrashes(parseSignedData, changed);
    if (!inCertificates(i) && i >= start)
      assert.equal(verifySignedData({ cms: changed, roots }).ok, false, `byte ${i}`);
  }
});
