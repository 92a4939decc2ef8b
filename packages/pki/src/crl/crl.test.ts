import assert from 'node:assert/strict';
import { test } from 'node:test';
import { AsnConvert } from '@peculiar/asn1-schema';
import { CertificateList as OtherCrl } from '@peculiar/asn1-x509';
import fc from 'fast-check';
import { OID } from '../der/oids.ts';
import { readDer } from '../der/read.ts';
import { TAG } from '../der/tags.ts';
import { boolean, explicit, integer, octetString, oid, sequence, time } from '../der/write.ts';
import type { RevokedCertificate, TbsCrlInput } from '../index.ts';
import { assembleCrl, buildTbsCrl, isCrlSignedBy, normalSerial, parseCrl, parseTbsCrl, pemEncode } from '../index.ts';
import { openssl, opensslVerifies, skipWithoutOpenssl } from '../testing/openssl.ts';
import { neverCrashes, refuses } from '../testing/refusals.ts';
import { AT, makeToyCa, sign } from '../testing/toy-ca.ts';

const ca = makeToyCa();
const revoked: RevokedCertificate[] = [
  { serial: '00FF01', at: new Date('2026-05-01T00:00:00Z'), reason: 'keyCompromise' },
  { serial: '0a', at: new Date('2026-05-02T00:00:00Z'), reason: 'unspecified' },
];
const input: TbsCrlInput = {
  issuer: ca.issuing.certificate,
  number: 258,
  thisUpdate: AT,
  nextUpdate: new Date(AT.getTime() + 86_400_000),
  revoked,
};
const tbs = buildTbsCrl(input);
const der = assembleCrl(tbs, sign(ca.issuing.keys, tbs));

test('a list says number, times, entries and reasons', () => {
  const crl = parseCrl(der);
  assert.equal(crl.number, '0102');
  assert.deepEqual([crl.thisUpdate, crl.nextUpdate], [input.thisUpdate, input.nextUpdate]);
  assert.deepEqual([...crl.revoked], [{ ...revoked[0], serial: 'ff01' }, revoked[1]]);
  assert.deepEqual(crl.authorityKeyId, ca.issuing.certificate.subjectKeyId);
  assert.deepEqual([...parseTbsCrl(tbs).revoked], [...crl.revoked]);
  assert.equal(AsnConvert.parse(der, OtherCrl).tbsCertList.revokedCertificates?.length, 2);
});

test('an empty list leaves the entries out', () => {
  const empty = buildTbsCrl({ ...input, revoked: [] });
  assert.equal(parseCrl(assembleCrl(empty, sign(ca.issuing.keys, empty))).revoked.size, 0);
});

test('only the issuer’s signature counts', () => {
  assert.ok(isCrlSignedBy(parseCrl(der), ca.issuing.certificate));
  assert.ok(!isCrlSignedBy(parseCrl(assembleCrl(tbs, sign(ca.root.keys, tbs))), ca.issuing.certificate));
  assert.ok(!isCrlSignedBy(parseCrl(der), ca.root.certificate));
  assert.ok(!isCrlSignedBy(parseCrl(assembleCrl(tbs, sign(ca.unit.keys, tbs))), ca.unit.certificate));
});

const deltaInput: TbsCrlInput = {
  ...input,
  number: 260,
  baseNumber: 258,
  revoked: [
    { serial: '0a', at: AT, reason: 'removeFromCRL' },
    { serial: '0b', at: AT, reason: 'certificateHold', invalidityDate: new Date('2026-05-30T00:00:00Z') },
  ],
};

test('a delta list says so, and where it starts', () => {
  const delta = parseTbsCrl(buildTbsCrl(deltaInput));
  assert.deepEqual([delta.number, delta.baseNumber], ['0104', '0102']);
  assert.deepEqual([...delta.revoked], deltaInput.revoked);
  assert.equal(delta.extensions.find(({ oid: type }) => type === OID.deltaCrlIndicator)?.critical, true);
});

test('a list of a part says which', () => {
  const names = [{ kind: 'uri', value: 'http://127.0.0.1/crl/1.crl' }] as const;
  const scope = { names, only: 'user', onlySomeReasons: ['keyCompromise', 'aACompromise'] } as const;
  const freshestCrl = [{ names: [{ kind: 'uri', value: 'http://127.0.0.1/crl/1-delta.crl' }] }] as const;
  const list = parseTbsCrl(buildTbsCrl({ ...input, scope, freshestCrl }));
  assert.deepEqual([list.scope?.only, list.scope?.onlySomeReasons], ['user', ['keyCompromise', 'aACompromise']]);
  assert.ok(list.scope?.name && 'full' in list.scope.name && list.scope.name.full[0]?.value === names[0].value);
  assert.equal(list.freshestCrl.length, 1);
  assert.equal(list.scope.indirect, false);
});

test('critical extensions nobody here understands are refused, in the list and in an entry', () => {
  const members = readDer(tbs)
    .list(TAG.sequence, 'tbs')
    .map((each) => each.bytes);
  const unknown = sequence(oid('1.2.3.4'), boolean(true), octetString(sequence()));
  const where = { field: 'extensions' };
  refuses(
    () => parseTbsCrl(sequence(...members.slice(0, -1), explicit(0, sequence(unknown)))),
    'pki/bad-structure',
    where,
  );
  // As the entries of an indirect list have it.
  const issuer = sequence(oid(OID.certificateIssuer), boolean(true), octetString(sequence()));
  const entry = sequence(integer('0a'), time(AT), sequence(issuer));
  const indirect = sequence(...members.slice(0, 5), sequence(entry), members[6] as Uint8Array);
  refuses(() => parseTbsCrl(indirect), 'pki/bad-structure', where);
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
  refuses(() => buildTbsCrl({ ...deltaInput, baseNumber: 260 }), 'pki/bad-value', { field: 'baseNumber' });
  refuses(() => buildTbsCrl({ ...deltaInput, freshestCrl: [] }), 'pki/bad-value', { field: 'freshestCrl' });
  refuses(() => buildTbsCrl({ ...input, revoked: deltaInput.revoked }), 'pki/bad-value', { field: 'reason' });
});

test('entries are found by serial number, in a long list as in a short one', () => {
  fc.assert(
    fc.property(fc.uniqueArray(fc.bigInt({ min: 1n, max: (1n << 160n) - 1n }), { maxLength: 300 }), (numbers) => {
      const serials = numbers.map((number) => normalSerial(number.toString(16)));
      const entries = serials.map((serial): RevokedCertificate => ({ serial, at: AT, reason: 'superseded' }));
      const list = parseTbsCrl(buildTbsCrl({ ...input, revoked: entries })).revoked;
      assert.equal(list.size, serials.length);
      for (const serial of serials) assert.equal(list.find(serial)?.serial, serial);
      assert.deepEqual([...list], entries);
      assert.deepEqual(list.find('01'), serials.includes('01') ? entries[serials.indexOf('01')] : undefined);
    }),
    { numRuns: 20 },
  );
});

test('a list of 100,000 entries', () => {
  const entries = Array.from(
    { length: 100_000 },
    (_, i): RevokedCertificate => ({
      serial: normalSerial((0x4000_0000 + i * 7919).toString(16)),
      at: AT,
      reason: i % 3 === 0 ? 'unspecified' : 'keyCompromise',
    }),
  );
  const long = parseTbsCrl(buildTbsCrl({ ...input, revoked: entries }));
  assert.equal(long.revoked.size, entries.length);
  for (let i = 0; i < entries.length; i += 997) {
    const { serial, reason } = entries[i] as RevokedCertificate;
    assert.equal(long.revoked.find(serial)?.reason, reason);
  }
  assert.equal(long.revoked.find('01'), undefined);
});

test('openssl reads the list and, over the extracted bytes, verifies it', { skip: skipWithoutOpenssl }, () => {
  const { text } = openssl(['crl', '-noout', '-text', '-in', 'crl.pem'], { 'crl.pem': pemEncode('X509 CRL', der) });
  assert.match(text, /Key Compromise/);
  assert.match(text, /X509v3 CRL Number:\s+(?:0x)?(?:258|0102)/);
  const deltaTbs = buildTbsCrl(deltaInput);
  const delta = pemEncode('X509 CRL', assembleCrl(deltaTbs, sign(ca.issuing.keys, deltaTbs)));
  const shown = openssl(['crl', '-noout', '-text', '-in', 'crl.pem'], { 'crl.pem': delta }).text;
  for (const expected of [/Delta CRL Indicator: critical/, /Remove From CRL/, /Invalidity Date/, /Certificate Hold/]) {
    assert.match(shown, expected);
  }
  // `openssl crl -verify` exits 0 on a bad signature, so the bytes are checked instead.
  const { signature } = parseCrl(der);
  assert.ok(opensslVerifies({ spki: ca.issuing.certificate.spki, message: tbs, signature }));
  assert.ok(!opensslVerifies({ spki: ca.root.certificate.spki, message: tbs, signature }));
});
