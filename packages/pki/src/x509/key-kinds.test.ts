import assert from 'node:assert/strict';
import { X509Certificate } from 'node:crypto';
import { test } from 'node:test';
import type { Certificate, SignatureAlgorithmName, TbsCertificateInput } from '../index.ts';
import {
  assembleCertificate,
  assembleCrl,
  buildTbsCertificate,
  buildTbsCrl,
  isCrlSignedBy,
  isSignedBy,
  lintCertificate,
  newSerial,
  parseCertificate,
  parseCrl,
  parseTbsCertificate,
  pemEncode,
  verifyPath,
} from '../index.ts';
import type { TestKey, TestKeyKind } from '../testing/key-kinds.ts';
import { ALGORITHMS_OF, makeKey, TEST_KINDS } from '../testing/key-kinds.ts';
import { openssl, skipWithoutOpenssl } from '../testing/openssl.ts';
import { refuses } from '../testing/refusals.ts';
import { AT, random, URLS, USCC } from '../testing/toy-ca.ts';

interface Issued {
  key: TestKey;
  certificate: Certificate;
}

function make(
  key: TestKey,
  input: Partial<TbsCertificateInput> & Pick<TbsCertificateInput, 'profile'>,
  issuer?: Issued,
): Issued {
  const tbs = buildTbsCertificate({
    serial: newSerial(random),
    subject: { organization: '签印测试', commonName: input.profile },
    publicKey: key.publicKey,
    notBefore: new Date('2026-01-01T00:00:00Z'),
    notAfter: new Date('2026-07-01T00:00:00Z'),
    ...(issuer && { issuer: issuer.certificate }),
    ...input,
  });
  assert.deepEqual(lintCertificate(tbs, input.profile), []);
  const signer = issuer?.key ?? key;
  const signature = signer.sign(algorithmOf(tbs), tbs);
  return { key, certificate: parseCertificate(assembleCertificate(tbs, signature)) };
}

const algorithmOf = (tbs: Uint8Array): SignatureAlgorithmName =>
  parseTbsCertificate(tbs).signatureAlgorithm.name ?? assert.fail('no algorithm');

const LEAF: Record<TestKeyKind, 'unit-signing' | 'unit-single'> = {
  sm2: 'unit-signing',
  p256: 'unit-single',
  p384: 'unit-single',
  p521: 'unit-single',
  rsa: 'unit-single',
};

for (const kind of TEST_KINDS) {
  for (const algorithm of ALGORITHMS_OF[kind]) {
    test(`a chain of ${kind} keys under ${algorithm}`, () => {
      const root = make(makeKey(kind), { profile: 'root', algorithm });
      const issuing = make(makeKey(kind), { profile: 'issuing', algorithm }, root);
      const leaf = make(
        makeKey(kind),
        { profile: LEAF[kind], algorithm, uscc: USCC, urls: URLS, policies: ['1.2.156.1.1'] },
        issuing,
      );
      assert.equal(leaf.certificate.keyKind, kind);
      assert.equal(leaf.certificate.signatureAlgorithm.name, algorithm);
      assert.ok(isSignedBy(leaf.certificate, issuing.certificate));
      assert.ok(!isSignedBy(leaf.certificate, root.certificate));
      const verdict = verifyPath({
        certificate: leaf.certificate,
        intermediates: [issuing.certificate],
        roots: [root.certificate],
        at: AT,
      });
      assert.deepEqual(verdict.reasons, []);
      const dates = { number: 1, thisUpdate: AT, nextUpdate: new Date('2026-07-01T00:00:00Z'), revoked: [] };
      const tbsCrl = buildTbsCrl({ issuer: issuing.certificate, algorithm, ...dates });
      const crl = parseCrl(assembleCrl(tbsCrl, issuing.key.sign(algorithm, tbsCrl)));
      assert.ok(isCrlSignedBy(crl, issuing.certificate));
      if (kind === 'sm2') return;
      const [theirs, issuer] = [leaf, issuing].map(({ certificate }) => new X509Certificate(certificate.der));
      assert.ok(theirs && issuer && theirs.verify(issuer.publicKey) && theirs.checkIssued(issuer));
      if (skipWithoutOpenssl) return;
      const { status, text } = openssl(
        [
          'verify',
          '-attime',
          String(AT.getTime() / 1000),
          '-x509_strict',
          '-CAfile',
          'root.pem',
          '-untrusted',
          'mid.pem',
          'leaf.pem',
        ],
        {
          'root.pem': pemEncode('CERTIFICATE', root.certificate.der),
          'mid.pem': pemEncode('CERTIFICATE', issuing.certificate.der),
          'leaf.pem': pemEncode('CERTIFICATE', leaf.certificate.der),
        },
      );
      assert.equal(status, 0, text);
    });
  }
}

test('issuer and subject may be of different kinds', () => {
  const root = make(makeKey('p384'), { profile: 'root' });
  const rsa = make(makeKey('rsa'), { profile: 'unit-single', uscc: USCC, urls: URLS }, root);
  assert.equal(rsa.certificate.signatureAlgorithm.name, 'ecdsa-sha384');
  assert.ok(isSignedBy(rsa.certificate, root.certificate));
  const sm2 = make(makeKey('sm2'), { profile: 'root' });
  assert.ok(!isSignedBy(rsa.certificate, sm2.certificate), 'a key of another kind is not the issuer’s');
});

test('a profile says which kinds of key it takes, an issuer’s key which algorithm', () => {
  const root = make(makeKey('sm2'), { profile: 'root' });
  const build = (kind: TestKeyKind, input: Partial<TbsCertificateInput> & Pick<TbsCertificateInput, 'profile'>) =>
    make(makeKey(kind), { uscc: USCC, urls: URLS, ...input }, root);
  refuses(() => build('rsa', { profile: 'unit-signing' }), 'pki/bad-value', { field: 'publicKey' });
  refuses(() => build('sm2', { profile: 'unit-single' }), 'pki/bad-value', { field: 'publicKey' });
  refuses(() => build('sm2', { profile: 'unit-signing', algorithm: 'rsa-sha256' }), 'pki/bad-value', {
    field: 'algorithm',
  });
});

test('time stamp authorities and TLS servers', () => {
  const root = make(makeKey('sm2'), { profile: 'root' });
  const tsa = make(makeKey('sm2'), { profile: 'timestamp-authority', urls: URLS }, root).certificate;
  assert.ok(tsa.extensions.find((each) => each.oid === '2.5.29.37')?.critical);
  const names = [
    { kind: 'dns', value: '*.example.cn' },
    { kind: 'ip', value: Uint8Array.of(10, 0, 0, 1) },
  ] as const;
  const server = make(makeKey('p256'), { profile: 'tls-server', subjectAltNames: names }, root).certificate;
  assert.deepEqual(
    server.subjectAltNames.map(({ kind, value }) => ({ kind, value })),
    names,
  );
  assert.equal(new X509Certificate(server.der).checkHost('a.example.cn'), '*.example.cn');
  for (const value of ['', 'a b', '-a.cn', 'a..cn', 'a.*.cn', '签印.cn', `${'a'.repeat(64)}.cn`]) {
    refuses(
      () => make(makeKey('p256'), { profile: 'tls-server', subjectAltNames: [{ kind: 'dns', value }] }, root),
      'pki/bad-value',
      { field: 'subjectAltNames' },
    );
  }
  refuses(() => make(makeKey('p256'), { profile: 'tls-server' }, root), 'pki/bad-value', { field: 'subjectAltNames' });
});

test('an issuing authority may be bound to names, and point to delta lists', () => {
  const root = make(makeKey('sm2'), { profile: 'root' });
  const certificate = parseTbsCertificate(
    buildTbsCertificate({
      profile: 'issuing',
      serial: newSerial(random),
      issuer: root.certificate,
      subject: { organization: '签印测试', commonName: 'issuing' },
      publicKey: makeKey('sm2').publicKey,
      notBefore: new Date('2026-01-01T00:00:00Z'),
      notAfter: new Date('2027-01-01T00:00:00Z'),
      nameConstraints: { permitted: [{ kind: 'dns', value: 'example.cn' }] },
      urls: { freshestCrl: 'http://127.0.0.1/delta.crl' },
    }),
  );
  assert.equal(certificate.nameConstraints?.permitted[0]?.value, 'example.cn');
  assert.ok(certificate.extensions.find((each) => each.oid === '2.5.29.30')?.critical);
  assert.equal(certificate.freshestCrl.length, 1);
});
