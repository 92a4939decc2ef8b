import assert from 'node:assert/strict';
import { test } from 'node:test';
import { BasicOCSPResponse, OCSPRequest, OCSPResponse } from '@peculiar/asn1-ocsp';
import { AsnConvert } from '@peculiar/asn1-schema';
import { sequence } from '../der/write.ts';
import type { CertificateStatus, CertIdHash, OcspCheck, OcspResponse } from '../index.ts';
import {
  assembleOcspResponse,
  buildOcspError,
  buildOcspRequest,
  buildOcspResponseData,
  isLightweightRequest,
  isOfIssuer,
  ocspCaching,
  ocspGetPath,
  parseOcspRequest,
  parseOcspResponse,
  parseOcspResponseData,
  verifyOcspResponse,
} from '../index.ts';
import type { Holder } from '../testing/toy-ca.ts';
import { AT, issue, makeToyCa, sign } from '../testing/toy-ca.ts';
import { openssl, opensslVerifies, skipWithoutOpenssl } from '../testing/openssl.ts';
import { neverCrashes, refuses } from '../testing/refusals.ts';

const ca = makeToyCa();
const issuer = ca.issuing.certificate;
const { certificate } = ca.unit;
const nonce = Uint8Array.from({ length: 16 }, (_, i) => i);
const later = (minutes: number) => new Date(AT.getTime() + minutes * 60_000);

/** What a responder does: parse, look up, answer with the client's own certID. */
function respond(request: Uint8Array, status: CertificateStatus, responder: Holder = ca.ocsp): Uint8Array {
  const { certIds, nonce: asked } = parseOcspRequest(request);
  const answers = certIds.map((certId) => ({ certId, status, thisUpdate: AT, nextUpdate: later(60) }));
  const data = buildOcspResponseData({ responder: responder.certificate, producedAt: AT, answers, nonce: asked });
  return assembleOcspResponse(data, sign(responder.keys, data), responder.certificate);
}

function parsed(der: Uint8Array): OcspResponse {
  const result = parseOcspResponse(der);
  return result.status === 'successful' ? result.response : assert.fail(`refused ${result.code}`);
}

function check(
  response: OcspResponse,
  changes: Partial<Omit<OcspCheck, 'nonce'>> & { nonce?: Uint8Array | undefined } = {},
) {
  const { nonce: asked, ...rest } = { nonce, ...changes };
  return verifyOcspResponse({
    response,
    certificate,
    issuer,
    at: later(1),
    ...(asked ? { nonce: asked } : {}),
    ...rest,
  });
}

for (const hash of ['sha1', 'sha256', 'sm3'] as const satisfies readonly CertIdHash[]) {
  test(`request and answer with ${hash}`, () => {
    const request = buildOcspRequest(certificate, issuer, nonce, hash);
    const { certIds, nonce: asked } = parseOcspRequest(request);
    assert.deepEqual(asked, nonce);
    assert.equal(certIds[0]?.hash, hash);
    assert.equal(certIds[0]?.serial, certificate.serial);
    assert.ok(certIds[0] && isOfIssuer(certIds[0], issuer) && !isOfIssuer(certIds[0], ca.root.certificate));
    const response = parsed(respond(request, { kind: 'good' }));
    assert.equal(response.answers[0]?.certId.hash, hash);
    const { ok, status } = check(response);
    assert.deepEqual([ok, status], [true, { kind: 'good' }]);
  });
}

test('revoked and unknown', () => {
  const request = buildOcspRequest(certificate, issuer, nonce);
  const revoked = { kind: 'revoked', at: new Date('2026-05-01T00:00:00Z'), reason: 'superseded' } as const;
  assert.deepEqual(check(parsed(respond(request, revoked))).status, revoked);
  assert.deepEqual(check(parsed(respond(request, { ...revoked, reason: 'unspecified' }))).status, {
    ...revoked,
    reason: 'unspecified',
  });
  assert.deepEqual(check(parsed(respond(request, { kind: 'unknown' }))).status, { kind: 'unknown' });
});

test('an answer without proof is refused with its reason', () => {
  const request = buildOcspRequest(certificate, issuer, nonce);
  const good = parsed(respond(request, { kind: 'good' }));
  assert.deepEqual(check(good, { nonce: Uint8Array.of(9) }).reasons, ['pki/ocsp-nonce-mismatch']);
  assert.deepEqual(check(good, { certificate: ca.individual.certificate }).reasons, ['pki/ocsp-other-certificate']);
  assert.deepEqual(check(good, { issuer: ca.root.certificate }).reasons, [
    'pki/ocsp-other-certificate',
    'pki/ocsp-not-authentic',
  ]);
  assert.deepEqual(check(good, { at: later(61) }).reasons, ['pki/ocsp-stale']);
  assert.deepEqual(check(good, { at: later(-6) }).reasons, ['pki/ocsp-stale']);
  assert.deepEqual(check({ ...good, signature: new Uint8Array(64).fill(1) }).reasons, ['pki/ocsp-not-authentic']);
});

test('only the issuer or its own OCSP delegate may answer', () => {
  const request = buildOcspRequest(certificate, issuer, nonce);
  const by = (responder: Holder) => check(parsed(respond(request, { kind: 'good' }, responder))).reasons;
  assert.deepEqual(by(ca.issuing), []);
  assert.deepEqual(by(ca.unit), ['pki/ocsp-not-authentic'], 'a subscriber');
  const stranger = issue({ profile: 'ocsp-responder' }, issue({ profile: 'root' }));
  assert.deepEqual(by(stranger), ['pki/ocsp-not-authentic'], 'a delegate of another CA');
  const expired = issue({ profile: 'ocsp-responder', notAfter: new Date('2026-02-01T00:00:00Z') }, ca.issuing);
  assert.deepEqual(by(expired), ['pki/ocsp-not-authentic'], 'an expired delegate');
});

test('several certificates in one request and one answer', () => {
  const request = buildOcspRequest([certificate, ca.individual.certificate], issuer, nonce, 'sm3');
  const response = parsed(respond(request, { kind: 'good' }));
  assert.equal(response.answers.length, 2);
  assert.ok(check(response).ok && check(response, { certificate: ca.individual.certificate }).ok);
  assert.deepEqual(check(response, { certificate: { serial: '77' } }).reasons, ['pki/ocsp-other-certificate']);
});

test('of two answers about one certificate the newer counts', () => {
  const [certId] = parseOcspRequest(buildOcspRequest(certificate, issuer)).certIds;
  assert.ok(certId);
  const single = { certId, thisUpdate: AT, nextUpdate: later(60), status: { kind: 'good' } } as const;
  const revoked = { kind: 'revoked', at: AT, reason: 'keyCompromise' } as const;
  const answers = [single, { ...single, thisUpdate: later(1), status: revoked }];
  const data = buildOcspResponseData({ responder: issuer, producedAt: later(1), answers });
  const response = parsed(assembleOcspResponse(data, sign(ca.issuing.keys, data), []));
  assert.deepEqual(check(response, { nonce: undefined, at: later(2) }).status, revoked);
});

test('a responder named by its name, without a certificate of its own enclosed', () => {
  const [certId] = parseOcspRequest(buildOcspRequest(certificate, issuer)).certIds;
  assert.ok(certId);
  const by = (responder: Holder, enclosed: readonly { der: Uint8Array }[]) => {
    const answers = [{ certId, status: { kind: 'good' }, thisUpdate: AT, nextUpdate: later(60) } as const];
    const data = buildOcspResponseData({ responder: responder.certificate, by: 'name', producedAt: AT, answers });
    return parsed(assembleOcspResponse(data, sign(responder.keys, data), enclosed));
  };
  assert.ok(check(by(ca.issuing, []), { nonce: undefined }).ok);
  assert.deepEqual(check(by(ca.ocsp, []), { nonce: undefined }).reasons, ['pki/ocsp-not-authentic']);
  const trustedResponders = [ca.ocsp.certificate];
  assert.ok(check(by(ca.ocsp, []), { nonce: undefined, trustedResponders }).ok, 'trusted by the caller');
});

test('an answer signed ahead is kept until its next update', () => {
  const request = parseOcspRequest(buildOcspRequest(certificate, issuer));
  assert.ok(isLightweightRequest(request));
  assert.ok(!isLightweightRequest(parseOcspRequest(buildOcspRequest(certificate, issuer, nonce))));
  assert.ok(!isLightweightRequest(parseOcspRequest(buildOcspRequest([certificate, certificate], issuer))));
  const response = parsed(respond(buildOcspRequest(certificate, issuer), { kind: 'good' }));
  assert.deepEqual(ocspCaching(response, later(1)), { maxAgeSeconds: 59 * 60, lastModified: AT, expires: later(60) });
  assert.equal(ocspCaching(response, later(60)), undefined);
  assert.equal(
    ocspCaching(parsed(respond(buildOcspRequest(certificate, issuer, nonce), { kind: 'good' })), later(1)),
    undefined,
  );
  const path = ocspGetPath('http://127.0.0.1/ocsp', buildOcspRequest(certificate, issuer));
  assert.ok(path);
  assert.deepEqual(
    new Uint8Array(Buffer.from(decodeURIComponent(path), 'base64')),
    buildOcspRequest(certificate, issuer),
  );
  assert.equal(
    ocspGetPath('http://127.0.0.1/ocsp', buildOcspRequest(certificate, issuer, new Uint8Array(128))),
    undefined,
  );
});

test('nonces of 1 to 128 bytes', () => {
  for (const length of [1, 32, 128]) {
    const request = buildOcspRequest(certificate, issuer, new Uint8Array(length));
    assert.equal(parsed(respond(request, { kind: 'good' })).nonce?.length, length);
  }
});

test('an unsigned refusal', () => {
  assert.deepEqual(parseOcspResponse(buildOcspError('unauthorized')), { status: 'refused', code: 6 });
});

test('bad requests are refused', () => {
  refuses(() => parseOcspRequest(sequence(sequence(sequence()))), 'pki/bad-structure', { field: 'requestList' });
  refuses(() => buildOcspRequest(certificate, issuer, new Uint8Array(129)), 'pki/bad-value', { field: 'nonce' });
  const request = buildOcspRequest(certificate, issuer, nonce);
  const response = respond(request, { kind: 'good' });
  for (let i = 0; i < request.length; i++) neverCrashes(parseOcspRequest, request.subarray(0, i));
  for (let i = 0; i < response.length; i++) {
    neverCrashes(parseOcspResponse, response.subarray(0, i));
    const changed = new Uint8Array(response);
    changed[i] = (changed[i] as number) ^ 0x08;
    neverCrashes(parseOcspResponse, changed);
  }
});

test('ResponseData parses on its own, for the signer', () => {
  const data = parseOcspResponseData(parsed(respond(buildOcspRequest(certificate, issuer), { kind: 'good' })).tbs);
  assert.deepEqual([data.producedAt, data.nonce, data.answers.length], [AT, undefined, 1]);
});

test('an independent ASN.1 library reads both messages', () => {
  const request = buildOcspRequest(certificate, issuer, nonce, 'sm3');
  assert.equal(AsnConvert.parse(request, OCSPRequest).tbsRequest.requestList.length, 1);
  const bytes =
    AsnConvert.parse(respond(request, { kind: 'good' }), OCSPResponse).responseBytes?.response ?? assert.fail();
  assert.equal(AsnConvert.parse(bytes.buffer, BasicOCSPResponse).tbsResponseData.responses.length, 1);
});

test('openssl reads the answer and, over the extracted bytes, verifies it', { skip: skipWithoutOpenssl }, () => {
  const der = respond(buildOcspRequest(certificate, issuer, nonce), { kind: 'good' });
  assert.match(
    openssl(['ocsp', '-respin', 'r.der', '-noverify', '-resp_text'], { 'r.der': der }).text,
    /Cert Status: good/,
  );
  const { tbs, signature } = parsed(der);
  assert.ok(opensslVerifies({ spki: ca.ocsp.certificate.spki, message: tbs, signature }));
});

test('a moment that is no date is refused, and nothing is kept for it', () => {
  const at = new Date(Number.NaN);
  const response = parsed(respond(buildOcspRequest(certificate, issuer), { kind: 'good' }));
  refuses(() => check(response, { at, nonce: undefined }), 'pki/bad-value', { field: 'at' });
  assert.equal(ocspCaching(response, at), undefined);
});
