/** The openssl program verifies what is signed here and signs what is verified here, with RSA and ECDSA. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { SignatureAlgorithmName } from '../index.ts';
import {
  assembleOcspResponse,
  buildOcspRequest,
  buildOcspResponseData,
  parseOcspRequest,
  verifySignature,
} from '../index.ts';
import { keyPem, makeChain } from '../testing/holders.ts';
import { openssl, opensslOutput, opensslVerifies, skipWithoutOpenssl } from '../testing/openssl.ts';
import { AT, makeToyCa, sign as signSm2 } from '../testing/toy-ca.ts';
import type { DigestName, SignerInput } from './index.ts';
import { assembleSignedData, buildSignedAttributes, digest, parseSignedData, verifySignedData } from './index.ts';

const NEXT = new Date('2026-06-02T00:00:00Z');
const skip = skipWithoutOpenssl;
const content = new TextEncoder().encode('投标文件');
const chains = { rsa: makeChain('rsa'), p256: makeChain('p256'), p384: makeChain('p384'), p521: makeChain('p521') };
type Kind = keyof typeof chains;

const SUITES: [Kind, SignatureAlgorithmName, DigestName, string[]][] = [
  ['rsa', 'rsa-sha256', 'sha256', ['-md', 'sha256']],
  ['rsa', 'rsa-sha512', 'sha512', ['-md', 'sha512']],
  [
    'rsa',
    'rsa-pss-sha256',
    'sha256',
    ['-md', 'sha256', '-keyopt', 'rsa_padding_mode:pss', '-keyopt', 'rsa_pss_saltlen:32'],
  ],
  ['p256', 'ecdsa-sha256', 'sha256', ['-md', 'sha256']],
  ['p384', 'ecdsa-sha384', 'sha384', ['-md', 'sha384']],
  ['p521', 'ecdsa-sha512', 'sha512', ['-md', 'sha512']],
];

function sign(kind: Kind, algorithm: SignatureAlgorithmName, digestAlgorithm: DigestName, bare: boolean): SignerInput {
  const { certificate, key } = chains[kind].signer;
  if (bare) return { certificate, algorithm, signature: key.sign(algorithm, content) };
  const contentDigest = digest(digestAlgorithm, content);
  const attributes = buildSignedAttributes({ contentDigest, digestAlgorithm, signingTime: AT, certificate });
  return { certificate, algorithm, attributes, signature: key.sign(algorithm, attributes) };
}

const VERIFY = ['cms', '-verify', '-binary', '-inform', 'DER', '-in', 'cms.der', '-out', 'out', '-purpose', 'any'];

for (const [kind, algorithm, digestAlgorithm] of SUITES) {
  test(`openssl verifies ${algorithm}: attached and detached, with and without attributes, by either name`, {
    skip,
  }, () => {
    for (const bare of [false, true]) {
      for (const identifyBy of ['issuer-and-serial', 'key-id'] as const) {
        const shared = {
          ...sign(kind, algorithm, digestAlgorithm, bare),
          identifyBy,
          chain: [],
          family: 'rfc',
        } as const;
        const files = { 'root.pem': chains[kind].root.pem, content };
        const attached = { ...files, 'cms.der': assembleSignedData({ ...shared, content }) };
        const trust = ['-CAfile', 'root.pem', '-attime', String(AT.getTime() / 1000)];
        assert.deepEqual(opensslOutput([...VERIFY, ...trust], attached), content);
        const detached = { ...files, 'cms.der': assembleSignedData(shared) };
        assert.deepEqual(opensslOutput([...VERIFY, ...trust, '-content', 'content'], detached), content);
        const changed = { ...detached, content: new TextEncoder().encode('另一份') };
        assert.notEqual(openssl([...VERIFY, ...trust, '-content', 'content'], changed).status, 0);
      }
    }
  });
}

const SIGN = ['cms', '-sign', '-binary', '-outform', 'DER', '-in', 'content', '-out', 'out'];
const FORMS: [string, string[]][] = [
  ['detached', []],
  ['attached', ['-nodetach']],
  ['by key identifier', ['-keyid', '-nodetach']],
  ['without attributes', ['-noattr', '-nodetach']],
  ['CAdES', ['-cades', '-nodetach']],
];

for (const [kind, algorithm, digestAlgorithm, options] of SUITES) {
  for (const [name, form] of FORMS) {
    test(`what openssl signed verifies: ${algorithm}, ${name}`, { skip }, () => {
      const { signer, root } = chains[kind];
      const files = { content, 'signer.pem': signer.pem, 'key.pem': keyPem(signer) };
      const cms = opensslOutput([...SIGN, '-signer', 'signer.pem', '-inkey', 'key.pem', ...options, ...form], files);
      const detached = form.length === 0;
      const roots = [root.certificate];
      const check = { cms, roots, at: AT, ...(detached ? { content } : {}) };
      const verdict = verifySignedData(check);
      assert.deepEqual(verdict.reasons, []);
      assert.deepEqual(verdict.content, detached ? undefined : content);
      assert.equal(verdict.signers[0]?.signer?.serial, signer.certificate.serial);
      if (name === 'CAdES') {
        const [info] = parseSignedData(cms).signers;
        assert.deepEqual(info?.attributes?.certificateDigest, digest(digestAlgorithm, signer.certificate.der));
      }
      const changed = new Uint8Array(cms);
      changed[cms.length - 3] = (changed[cms.length - 3] as number) ^ 1;
      assert.notDeepEqual(verifySignedData({ ...check, cms: changed }).reasons, []);
    });
  }
}

test('two signers of two kinds, by openssl -resign', { skip }, () => {
  const [first, second] = [chains.rsa.signer, chains.p256.signer];
  const pems = { 'a.pem': first.pem, 'a.key': keyPem(first), 'b.pem': second.pem, 'b.key': keyPem(second) };
  const one = opensslOutput([...SIGN, '-nodetach', '-signer', 'a.pem', '-inkey', 'a.key'], { content, ...pems });
  const resign = ['cms', '-resign', '-binary', '-inform', 'DER', '-outform', 'DER', '-in', 'one', '-out', 'out'];
  const cms = opensslOutput([...resign, '-signer', 'b.pem', '-inkey', 'b.key'], { one, ...pems });
  const roots = [chains.rsa.root.certificate, chains.p256.root.certificate];
  const verdict = verifySignedData({ cms, roots, at: AT, signers: [first.certificate, second.certificate] });
  assert.deepEqual(verdict.reasons, []);
  assert.equal(verdict.signers.length, 2);
});

test('openssl reads a message with a CRL and an OCSP answer inside', { skip }, () => {
  const ca = makeToyCa();
  const { certIds } = parseOcspRequest(buildOcspRequest(ca.unit.certificate, ca.issuing.certificate));
  const answers = certIds.map((certId) => ({
    certId,
    status: { kind: 'good' } as const,
    thisUpdate: AT,
    nextUpdate: NEXT,
  }));
  const data = buildOcspResponseData({ responder: ca.ocsp.certificate, producedAt: AT, answers });
  const ocsps = [assembleOcspResponse(data, signSm2(ca.ocsp.keys, data), ca.ocsp.certificate)];
  const shared = { ...sign('rsa', 'rsa-sha256', 'sha256', false), chain: [], family: 'rfc', content } as const;
  const files = {
    'root.pem': chains.rsa.root.pem,
    'cms.der': assembleSignedData({ ...shared, revocation: { ocsps } }),
  };
  const trust = ['-CAfile', 'root.pem', '-attime', String(AT.getTime() / 1000)];
  assert.deepEqual(opensslOutput([...VERIFY, ...trust], files), content);
  const { text } = openssl(['cms', '-cmsout', '-print', '-inform', 'DER', '-in', 'cms.der'], files);
  assert.match(text, /1\.3\.6\.1\.5\.5\.7\.16\.2/);
  assert.match(text, /d\.signedData:\s+version: 5/);
});

test('SM2, which openssl cms does not know: over the extracted bytes', { skip }, () => {
  const { certificate, key } = makeChain('sm2').signer;
  const attributes = buildSignedAttributes({ contentDigest: digest('sm3', content), signingTime: AT, certificate });
  const signature = key.sign('sm2-sm3', attributes);
  const cms = assembleSignedData({ attributes, signature, certificate, chain: [], content });
  const [info] = parseSignedData(cms).signers;
  assert.ok(info?.attributes);
  assert.ok(opensslVerifies({ spki: certificate.spki, message: info.attributes.der, signature }));
  const publicKey = certificate.publicKeyInfo;
  assert.ok(verifySignature({ algorithm: { name: 'sm2-sm3' }, publicKey, message: attributes, signature }));
});
