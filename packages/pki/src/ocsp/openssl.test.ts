/** OCSP answers for ECDSA and RSA chains, verified by openssl as a client does it; and its answers, verified here. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { chooseAlgorithm } from '../algorithms/choose-algorithm.ts';
import { OID } from '../der/oids.ts';
import { nullValue } from '../der/write.ts';
import type { CertificateStatus } from '../index.ts';
import {
  assembleOcspResponse,
  buildOcspRequest,
  buildOcspResponseData,
  parseOcspRequest,
  parseOcspResponse,
  pemEncode,
  verifyOcspResponse,
} from '../index.ts';
import type { Issued } from '../testing/chains.ts';
import { extension, issueLink } from '../testing/chains.ts';
import { openssl, skipWithoutOpenssl } from '../testing/openssl.ts';
import { AT } from '../testing/toy-ca.ts';

const pem = ({ certificate }: Issued) => pemEncode('CERTIFICATE', certificate.der);
// openssl has no other clock for answers than the day's.
const thisUpdate = new Date('2020-01-01T00:00:00Z');
const nextUpdate = new Date('2049-12-31T00:00:00Z');

for (const kind of ['p256', 'p384', 'rsa'] as const) {
  const root = issueLink({ kind }, 'Root', true);
  const ca = issueLink({ kind }, 'CA', true, root);
  const leaf = issueLink({ kind }, 'Leaf', false, ca);
  // Valid whenever the test runs: openssl dates its own answers.
  const delegate = issueLink(
    {
      kind,
      from: '2020-01-01T00:00:00Z',
      to: '2049-12-31T00:00:00Z',
      extendedKeyUsage: [OID.ocspSigning],
      more: [extension(OID.ocspNoCheck, nullValue())],
    },
    'Responder',
    false,
    ca,
  );
  const stranger = issueLink({ kind, extendedKeyUsage: [OID.ocspSigning] }, 'Stranger', false, root);

  function answer(request: Uint8Array, responder: Issued, status: CertificateStatus, by: 'key' | 'name'): Uint8Array {
    const { certIds, nonce } = parseOcspRequest(request);
    const answers = certIds.map((certId) => ({ certId, status, thisUpdate, nextUpdate }));
    const data = buildOcspResponseData({
      responder: responder.certificate,
      by,
      producedAt: AT,
      answers,
      ...(nonce ? { nonce } : {}),
    });
    const algorithm = chooseAlgorithm(responder.key.publicKey);
    return assembleOcspResponse(data, responder.key.sign(algorithm, data), responder.certificate, algorithm);
  }

  test(`openssl believes the answers of a CA and its delegate, and no others: ${kind}`, {
    skip: skipWithoutOpenssl,
  }, () => {
    const request = buildOcspRequest(leaf.certificate, ca.certificate, new Uint8Array(32), 'sha256');
    const ask = (responder: Issued, status: CertificateStatus, by: 'key' | 'name') =>
      openssl(
        [
          'ocsp',
          '-no_nonce',
          '-reqin',
          'q',
          '-respin',
          'r',
          '-CAfile',
          'root',
          '-issuer',
          'ca',
          '-sha256',
          '-cert',
          'leaf',
          '-verify_other',
          'ca',
          '-attime',
          String(AT.getTime() / 1000),
        ],
        { q: request, r: answer(request, responder, status, by), root: pem(root), ca: pem(ca), leaf: pem(leaf) },
      ).text;
    assert.match(ask(delegate, { kind: 'good' }, 'key'), /leaf: good[\s\S]*Response verify OK/);
    assert.match(
      ask(ca, { kind: 'revoked', at: AT, reason: 'keyCompromise' }, 'name'),
      /leaf: revoked[\s\S]*keyCompromise[\s\S]*Response verify OK/,
    );
    assert.match(ask(stranger, { kind: 'good' }, 'name'), /Response [Vv]erify Failure/i);
    assert.match(ask(leaf, { kind: 'good' }, 'key'), /Response [Vv]erify Failure/i);
  });

  test(`an answer made by openssl: ${kind}`, { skip: skipWithoutOpenssl }, () => {
    const request = buildOcspRequest(leaf.certificate, ca.certificate, new Uint8Array(16));
    const { certificate } = leaf;
    const line = ['V', '491231000000Z', '', certificate.serial.toUpperCase(), 'unknown', '/CN=Leaf'].join('\t');
    assert.ok(delegate.key.pkcs8);
    const base64 = Buffer.from(delegate.key.pkcs8).toString('base64').replace(/.{64}/g, '$&\n');
    const key = `-----BEGIN PRIVATE KEY-----\n${base64}\n-----END PRIVATE KEY-----\n`;
    const flags = ['-rsigner', 'signer', '-rkey', 'key', '-CA', 'ca', '-reqin', 'q', '-ndays', '7', '-respout', 'out'];
    const files = { index: `${line}\n`, signer: pem(delegate), key, ca: pem(ca), q: request };
    const { out, text } = openssl(['ocsp', '-index', 'index', ...flags], files);
    assert.ok(out, text);
    const parsed = parseOcspResponse(out);
    assert.ok(parsed.status === 'successful');
    const { response } = parsed;
    const check = { response, certificate, issuer: ca.certificate, at: response.producedAt };
    assert.deepEqual(verifyOcspResponse({ ...check, nonce: new Uint8Array(16) }).reasons, []);
    assert.deepEqual(verifyOcspResponse(check).status, { kind: 'good' });
    assert.deepEqual(verifyOcspResponse({ ...check, issuer: root.certificate }).ok, false);
  });
}
