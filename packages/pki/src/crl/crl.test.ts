import assert from 'node:assert/strict';
import { test } from 'node:test';
import { AsnConvert } from '@peculiar/asn1-schema';
import { CertificateList as OtherCrl } from '@peculiar/asn1-x509';
import { readDer } from '../der/read.ts';
import { TAG } from '../der/tags.ts';
import { boolean, explicit, octetString, oid, sequence } from '../der/write.ts';
import type { TbsCrlInput } from '../index.ts';
import { assembleCrl, buildTbsCrl, isCrlSignedBy, parseCrl, parseTbsCrl, pemEncode } from '../index.ts';
import { openssl, opensslVerifies, skipWithoutOpenssl } from '../testing/openssl.ts';
import { neverCrashes, refuses } from '../testing/refusals.ts';
import { AT, makeToyCa, sign } from '../testing/toy-ca.ts';

const ca = makeToyCa();
const input: TbsCrlInput = {
  issuer: ca.issuing.certificate,
  number: 258,
  thisUpdate: AT,
  nextUpdate: new Date(AT.getTime() + 86_400_000),
  revoked: [
    { serial: '00FF01', at: new Date('2026-05-01T00:00:00Z'), reason: 'keyCompromise' },
    { serial: '0a', at: new Date('2026-05-02T00:00:00Z'), reason: 'unspecified' },
  ],
};
const tbs = buildTbsCrl(input);
const der = assembleCrl(tbs, sign(ca.issuing.keys, tbs));

test('a list says number, times, entries and reasons', () => {
  const crl = parseCrl(der);
  assert.equal(crl.number, '0102');
  assert.deepEqual([crl.thisUpdate, crl.nextUpdate], [input.thisUpdate, input.nextUpdate]);
  assert.deepEqual(crl.revoked, [{ ...input.revoked[0], serial: 'ff01' }, input.revoked[1]]);
  assert.deepEqual(crl.authorityKeyId, ca.issuing.certificate.subjectKeyId);
  assert.deepEqual(parseTbsCrl(tbs).revoked, crl.revoked);
  assert.equal(AsnConvert.parse(der, OtherCrl).tbsCertList.revokedCertificates?.length, 2);
});

test('an empty list leaves the entries out', () => {
  const empty = buildTbsCrl({ ...input, revoked: [] });
  assert.deepEqual(parseCrl(assembleCrl(empty, sign(ca.issuing.keys, empty))).revoked, []);
});

test('only the issuer’s signature counts', () => {
  assert.ok(isCrlSignedBy(parseCrl(der), ca.issuing.certificate));
  assert.ok(!isCrlSignedBy(parseCrl(assembleCrl(tbs, sign(ca.root.keys, tbs))), ca.issuing.certificate));
  assert.ok(!isCrlSignedBy(parseCrl(der), ca.root.certificate));
  assert.ok(!isCrlSignedBy(parseCrl(assembleCrl(tbs, sign(ca.unit.keys, tbs))), ca.unit.certificate));
});

test('a partial list is refused rather than read as a full one', () => {
  const members = readDer(tbs)
    .list(TAG.sequence, 'tbs')
    .map((each) => each.bytes);
  const delta = sequence(oid('2.5.29.27'), boolean(true), octetString(Uint8Array.of(2, 1, 1)));
  const partial = sequence(...members.slice(0, -1), explicit(0, sequence(delta)));
  refuses(() => parseCrl(assembleCrl(partial, sign(ca.issuing.keys, partial))), 'pki/bad-structure', {
    field: 'extensions',
  });
});

test('truncations and changes never crash', () => {
  for (let i = 0; i < der.length; i++) {
    neverCrashes(parseCrl, der.subarray(0, i));
    const changed = new Uint8Array(der);
    changed[i] = (changed[i] as number) ^ 0x20;
    neverCrashes((bytes) => assert.ok(!isCrlSignedBy(parseCrl(bytes), ca.issuing.certificate)), changed);
  }
});

test('the builder refuses a number or times that cannot be', () => {
  refuses(() => buildTbsCrl({ ...input, number: -1 }), 'pki/bad-value', { field: 'number' });
  refuses(() => buildTbsCrl({ ...input, nextUpdate: AT }), 'pki/bad-value', { field: 'nextUpdate' });
});

test('openssl reads the list and, over the extracted bytes, verifies it', { skip: skipWithoutOpenssl }, () => {
  const { text } = openssl(['crl', '-noout', '-text', '-in', 'crl.pem'], { 'crl.pem': pemEncode('X509 CRL', der) });
  assert.match(text, /Key Compromise/);
  assert.match(text, /X509v3 CRL Number:\s+(?:0x)?(?:258|0102)/);
  // `openssl crl -verify` exits 0 on a bad signature, so the bytes are checked instead.
  const { signature } = parseCrl(der);
  assert.ok(opensslVerifies({ spki: ca.issuing.certificate.spki, message: tbs, signature }));
  assert.ok(!opensslVerifies({ spki: ca.root.certificate.spki, message: tbs, signature }));
});
