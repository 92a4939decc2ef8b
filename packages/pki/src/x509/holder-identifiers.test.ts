import assert from 'node:assert/strict';
import { test } from 'node:test';
import { ascii, concat } from '../bytes.ts';
import { OID } from '../der/oids.ts';
import { encode, explicit, integer, octetString, printable, utf8 } from '../der/write.ts';
import { buildTbsCertificate, parseTbsCertificate } from '../index.ts';
import { refuses } from '../testing/refusals.ts';
import { issue, makeToyCa, random, URLS, USCC } from '../testing/toy-ca.ts';
import { newSerial } from './serial.ts';
import { readHolderIdentifiers } from './holder-identifiers.ts';

const read = (oid: string, value: Uint8Array) => readHolderIdentifiers([{ oid, value, offset: 7 }])[0];
const ID = '350102199003071234';
const text = (value: string) => printable(value, 'x');
const residual = concat(Uint8Array.of(0x13, 18), ascii(USCC));

test('every form an identifier is met in', () => {
  const cases: readonly (readonly [string, string, Uint8Array, string, string, boolean])[] = [
    ['explicit', OID.identifyCode, explicit(0, text('AB-1')), 'resident-card', 'AB-1', true],
    ['explicit officer', OID.identifyCode, explicit(1, utf8('军字第1号')), 'military-card', '军字第1号', true],
    ['explicit passport', OID.identifyCode, explicit(2, text('E1')), 'passport', 'E1', true],
    ['implicit', OID.identifyCode, encode(0x80, ascii(ID)), 'resident-card', ID, false],
    ['implicit officer', OID.identifyCode, encode(0x81, utf8('军').subarray(2)), 'military-card', '军', false],
    ['bare', OID.identifyCode, text(ID), 'person', ID, false],
    ['SF prefix', OID.identifyCode, explicit(0, text(`SF${ID}`)), 'resident-card', ID, false],
    ['raw characters', OID.identifyCode, ascii(`SF${ID}`), 'person', ID, false],
    ['2023 card', '1.2.156.10260.4.1.1.1', text(ID), 'resident-card', ID, true],
    ['2023 passport', '1.2.156.10260.4.1.1.2', text('E1'), 'passport', 'E1', true],
    ['insurance', OID.insuranceNumber, text('1234'), 'insurance', '1234', true],
    [
      'registration',
      OID.icRegistrationNumber,
      text('N350100100000001'),
      'business-registration',
      '350100100000001',
      false,
    ],
    ['tax', OID.taxationNumber, text('42'), 'taxation', '42', true],
    ['code', OID.organizationCode, text(USCC), 'organization', USCC, true],
    ['code, 2023', '1.2.156.10260.4.4.4', utf8(USCC), 'organization', USCC, false],
    ['code, N prefix', OID.organizationCode, text(`N${USCC}`), 'organization', USCC, false],
    [
      'code, residual header',
      OID.organizationCode,
      utf8(String.fromCharCode(...residual)),
      'organization',
      USCC,
      false,
    ],
    ['code, octets', OID.organizationCode, octetString(residual), 'organization', USCC, false],
    ['code, padded', OID.organizationCode, octetString(ascii(`${USCC}\0\0`)), 'organization', USCC, false],
    ['of RSA days', '1.2.86.11.7.4', ascii(USCC), 'organization', USCC, false],
    ['Shanghai', '1.2.156.1.8888.148', text('SH1'), 'subject-of-authority', 'SH1', true],
  ];
  for (const [name, oid, bytes, kind, value, standard] of cases) {
    const found = read(oid, bytes);
    assert.deepEqual([found?.kind, found?.value, found?.standard], [kind, value, standard], name);
  }
});

test('a keyed hash that begins like a prefix stays whole', () => {
  for (const value of ['SF5f0c', 'N12', 'NAME', 'hmac-sm3:5f0c']) {
    assert.equal(read(OID.identifyCode, explicit(0, text(value)))?.value, value);
  }
});

test('what is not text is refused, and of unpublished syntaxes left out', () => {
  refuses(() => read(OID.organizationCode, integer(1)), 'pki/bad-structure', { field: 'uscc', offset: 7 });
  refuses(() => read(OID.identifyCode, explicit(0, integer(1))), 'pki/bad-structure', { field: 'personId' });
  refuses(() => read(OID.taxationNumber, Uint8Array.of(0x13, 0x05, 0x01)), 'pki/bad-der');
  refuses(() => read(OID.identifyCode, encode(0x81, Uint8Array.of(0xff))), 'pki/bad-der', { field: 'personId' });
  assert.equal(read('1.2.156.112573.14', integer(1)), undefined);
  assert.equal(read('1.2.3', text('x')), undefined);
});

test('the builder writes all of GM/T 0015, in the standard’s form', () => {
  const ca = makeToyCa();
  const tbs = buildTbsCertificate({
    profile: 'unit-signing',
    serial: newSerial(random),
    issuer: ca.issuing.certificate,
    subject: { organization: '甲', commonName: '甲' },
    publicKey: issue({ profile: 'root' }).keys.publicKey,
    notBefore: new Date('2026-01-01T00:00:00Z'),
    notAfter: new Date('2027-01-01T00:00:00Z'),
    urls: URLS,
    uscc: USCC,
    personId: 'h1',
    insuranceNumber: 'i1',
    businessRegistration: 'b1',
    taxationNumber: 't1',
  });
  const parsed = parseTbsCertificate(tbs);
  assert.deepEqual(
    parsed.holderIdentifiers.map(({ kind, value, standard }) => [kind, value, standard]),
    [
      ['resident-card', 'h1', true],
      ['insurance', 'i1', true],
      ['business-registration', 'b1', true],
      ['organization', USCC, true],
      ['taxation', 't1', true],
    ],
  );
  assert.deepEqual([parsed.uscc, parsed.personId], [USCC, 'h1']);
});
