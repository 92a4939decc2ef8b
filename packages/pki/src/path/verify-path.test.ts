import assert from 'node:assert/strict';
import { test } from 'node:test';
import { sm2GenerateKeyPair } from '@qianyin/gm';
import { OID } from '../der/oids.ts';
import { readDer } from '../der/read.ts';
import { TAG } from '../der/tags.ts';
import { boolean, explicit, octetString, oid, sequence } from '../der/write.ts';
import type { Certificate, PathCheck, RevocationReason } from '../index.ts';
import {
  assembleCertificate,
  assembleCrl,
  assembleOcspResponse,
  buildOcspRequest,
  buildOcspResponseData,
  buildTbsCrl,
  parseCertificate,
  parseCrl,
  parseOcspRequest,
  parseOcspResponse,
  verifyGivenPath,
  verifyPath,
} from '../index.ts';
import { refuses } from '../testing/refusals.ts';
import type { Holder } from '../testing/toy-ca.ts';
import { AT, issue, makeToyCa, random, sign, URLS, USCC } from '../testing/toy-ca.ts';

const ca = makeToyCa();
const base: PathCheck = {
  certificate: ca.unit.certificate,
  intermediates: [ca.issuing.certificate],
  roots: [ca.root.certificate],
  at: AT,
};
const judge = (changes: Partial<PathCheck>) => verifyPath({ ...base, ...changes });
const reasons = (changes: Partial<PathCheck>) => judge(changes).reasons;

test('a path to a trusted root', () => {
  const verdict = judge({ usage: 'digitalSignature' });
  assert.ok(verdict.ok);
  assert.deepEqual(verdict.path, [ca.unit.certificate, ca.issuing.certificate, ca.root.certificate]);
  assert.equal(verdict.revocation, 'not-checked');
  assert.ok(judge({ certificate: ca.root.certificate }).ok, 'the root itself');
});

test('chains that do not hold', () => {
  assert.deepEqual(reasons({ intermediates: [] }), ['pki/chain-incomplete']);
  assert.deepEqual(reasons({ roots: [] }), ['pki/chain-incomplete'], 'a self-signed root that is not trusted');
  const sameNames = makeToyCa();
  assert.deepEqual(reasons({ roots: [sameNames.root.certificate] }), ['pki/certificate-signature-wrong']);
  // Several authorities of one name, as after a change of keys: the one whose signature holds is found.
  assert.ok(
    judge({
      intermediates: [sameNames.issuing.certificate, ca.issuing.certificate],
      roots: [sameNames.root.certificate, ca.root.certificate],
    }).ok,
  );
});

test('validity at the moment asked about', () => {
  assert.deepEqual(reasons({ at: new Date('2025-12-31T23:59:59Z') }), ['pki/not-yet-valid']);
  assert.deepEqual(reasons({ at: new Date('2027-01-01T00:00:01Z') }), ['pki/expired']);
  assert.ok(
    judge({ at: base.certificate.notBefore }).ok && judge({ at: base.certificate.notAfter }).ok,
    'both ends belong to it',
  );
});

test('a subscriber cannot issue', () => {
  const mallory = issue(
    { profile: 'unit-signing', uscc: USCC, urls: URLS, subject: { organization: '丙', commonName: '丙' } },
    ca.unit,
  );
  assert.deepEqual(
    reasons({ certificate: mallory.certificate, intermediates: [ca.unit.certificate, ca.issuing.certificate] }),
    ['pki/issuer-not-a-ca', 'pki/key-usage-wrong', 'pki/path-too-long'],
  );
});

test('path length and key usage', () => {
  const second = issue({ profile: 'issuing', subject: { organization: '二级', commonName: '二级' } }, ca.issuing);
  const deep = issue({ profile: 'unit-signing', uscc: USCC, urls: URLS }, second);
  const changes = { certificate: deep.certificate, intermediates: [second.certificate, ca.issuing.certificate] };
  assert.deepEqual(reasons(changes), ['pki/path-too-long']);
  assert.deepEqual(reasons({ usage: 'keyEncipherment' }), ['pki/key-usage-wrong']);
});

test('a critical extension nobody here understands', () => {
  const members = readDer(ca.unit.certificate.tbs)
    .list(TAG.sequence, 'tbs')
    .map((each) => each.bytes);
  const extensions = readDer(members.at(-1) as Uint8Array)
    .open(0xa3, 'x')
    .any('x')
    .list(TAG.sequence, 'x')
    .map((each) => each.bytes);
  const constraints = sequence(oid('1.2.3.4'), boolean(true), octetString(sequence()));
  const tbs = sequence(...members.slice(0, -1), explicit(3, sequence(...extensions, constraints)));
  const certificate = parseCertificate(assembleCertificate(tbs, sign(ca.issuing.keys, tbs)));
  assert.deepEqual(reasons({ certificate }), ['pki/unknown-critical-extension']);
});

test('a loop of certificates ends', () => {
  const keys = sm2GenerateKeyPair(random);
  const cross = (name: string, issuer: Holder): Holder => ({
    keys,
    certificate: issue(
      { profile: 'issuing', publicKey: keys.publicKey, subject: { organization: name, commonName: name } },
      issuer,
    ).certificate,
  });
  const a1 = cross('甲', ca.issuing);
  const b = cross('乙', a1);
  const a2 = cross('甲', b);
  const verdict = judge({
    certificate: a2.certificate,
    intermediates: [a2.certificate, b.certificate],
    roots: [ca.root.certificate],
  });
  assert.equal(verdict.ok, false);
  assert.ok(verdict.path.length <= 8);
});

const DAY = 86_400_000;

function crlOf(
  issuer: Holder,
  revoked: { certificate: Certificate; at: Date; reason?: RevocationReason }[],
  thisUpdate = AT,
) {
  const entries = revoked.map(({ certificate: { serial }, at, reason = 'keyCompromise' }) => ({ serial, at, reason }));
  const tbs = buildTbsCrl({
    issuer: issuer.certificate,
    number: 1,
    thisUpdate,
    nextUpdate: new Date(thisUpdate.getTime() + DAY),
    revoked: entries,
  });
  return parseCrl(assembleCrl(tbs, sign(issuer.keys, tbs)));
}

test('revocation by list', () => {
  const yesterday = new Date(AT.getTime() - DAY);
  const tomorrow = new Date(AT.getTime() + DAY / 2);
  const own = ca.unit.certificate;
  assert.equal(judge({ crls: [crlOf(ca.issuing, [])] }).revocation, 'good');
  assert.deepEqual(reasons({ crls: [crlOf(ca.issuing, [{ certificate: own, at: yesterday }])] }), ['pki/revoked']);
  assert.deepEqual(reasons({ crls: [crlOf(ca.issuing, [{ certificate: own, at: tomorrow }])] }), [], 'still good then');
  assert.deepEqual(reasons({ crls: [] }), ['pki/revocation-unknown']);
  assert.deepEqual(reasons({ crls: [crlOf(ca.root, [])] }), ['pki/revocation-unknown'], 'a list of another issuer');
  assert.deepEqual(
    reasons({ crls: [crlOf(ca.issuing, [], new Date(AT.getTime() - 2 * DAY))] }),
    ['pki/revocation-unknown'],
    'an old list',
  );
  const both = [crlOf(ca.issuing, []), crlOf(ca.root, [{ certificate: ca.issuing.certificate, at: yesterday }])];
  assert.deepEqual(reasons({ crls: both }), ['pki/revoked'], 'the issuing authority is revoked');
});

test('revocation by OCSP, and a list that knows more wins', () => {
  const { certIds } = parseOcspRequest(buildOcspRequest(ca.unit.certificate, ca.issuing.certificate));
  const answers = certIds.map((certId) => ({
    certId,
    status: { kind: 'good' } as const,
    thisUpdate: AT,
    nextUpdate: new Date(AT.getTime() + DAY),
  }));
  const data = buildOcspResponseData({ responder: ca.ocsp.certificate, producedAt: AT, answers });
  const result = parseOcspResponse(assembleOcspResponse(data, sign(ca.ocsp.keys, data), ca.ocsp.certificate));
  const ocsps = result.status === 'successful' ? [result.response] : assert.fail();
  assert.equal(judge({ ocsps }).revocation, 'good');
  const crls = [crlOf(ca.issuing, [{ certificate: ca.unit.certificate, at: new Date(AT.getTime() - 1) }])];
  assert.deepEqual(reasons({ ocsps, crls }), ['pki/revoked']);
});

test('the extension for OCSP delegates is understood', () => {
  assert.ok(ca.ocsp.certificate.extensions.some((each) => each.oid === OID.ocspNoCheck));
  assert.ok(judge({ certificate: ca.ocsp.certificate }).ok);
});

test('a moment that is no date is refused: nothing would have expired then, and nothing would be revoked', () => {
  for (const at of [new Date(Number.NaN), new Date('soon'), '2026-06-01' as unknown as Date]) {
    refuses(() => judge({ at }), 'pki/bad-value', { field: 'at' });
    const path = [base.certificate, ...base.intermediates];
    refuses(() => verifyGivenPath({ path, roots: base.roots, at }), 'pki/bad-value', { field: 'at' });
  }
});
