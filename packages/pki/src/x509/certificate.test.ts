import assert from 'node:assert/strict';
import { test } from 'node:test';
import { AsnConvert } from '@peculiar/asn1-schema';
import * as asn1 from '@peculiar/asn1-x509';
import fc from 'fast-check';
import { sm2GenerateKeyPair } from '@qianyin/gm';
import { toHex } from '../bytes.ts';
import { OID } from '../der/oids.ts';
import { readDer } from '../der/read.ts';
import { TAG } from '../der/tags.ts';
import {
  bitOctets,
  boolean,
  encode,
  explicit,
  integer,
  nullValue,
  octetString,
  oid,
  printable,
  sequence,
  utf8,
} from '../der/write.ts';
import {
  assembleCertificate,
  buildTbsCertificate,
  isSignedBy,
  nameToString,
  newSerial,
  normalSerial,
  parseCertificate,
  parseTbsCertificate,
  pemDecode,
  pemEncode,
} from '../index.ts';
import type { TbsCertificateInput } from '../index.ts';
import { DISTID, openssl, opensslVerifies, skipWithoutOpenssl } from '../testing/openssl.ts';
import { neverCrashes, refuses } from '../testing/refusals.ts';
import type { Holder } from '../testing/toy-ca.ts';
import { AT, issue, makeToyCa, random, URLS, USCC } from '../testing/toy-ca.ts';

const ca = makeToyCa();
const { certificate } = ca.unit;

test('a certificate says what its profile and its input say', () => {
  assert.equal(nameToString(certificate.subject), 'CN=福建某某科技有限公司, O=福建某某科技有限公司, C=CN');
  assert.equal(nameToString(certificate.issuer), 'CN=issuing, O=签印测试, C=CN');
  assert.deepEqual(certificate.publicKey, ca.unit.keys.publicKey);
  assert.equal(certificate.publicKey.length, 65);
  assert.equal(certificate.signature.length, 64);
  assert.match(certificate.serial, /^[4-7][0-9a-f]{31}$/);
  assert.deepEqual(certificate.keyUsage, ['digitalSignature', 'nonRepudiation']);
  assert.deepEqual(certificate.extendedKeyUsage, [OID.clientAuth, OID.documentSigning]);
  assert.deepEqual(certificate.basicConstraints, { ca: false, pathLength: undefined });
  assert.deepEqual(certificate.authorityKeyId, ca.issuing.certificate.subjectKeyId);
  assert.deepEqual(
    [certificate.crlUrls, certificate.ocspUrls, certificate.caIssuersUrls],
    [[URLS.crl], [URLS.ocsp], [URLS.caIssuers]],
  );
  assert.equal(certificate.uscc, USCC);
  assert.equal(ca.individual.certificate.personId, 'hmac-sm3:5f0c');
  assert.deepEqual(ca.issuing.certificate.basicConstraints, { ca: true, pathLength: 0 });
  assert.deepEqual(ca.root.certificate.timeForms, ['utc', 'generalized']);
  assert.ok(isSignedBy(certificate, ca.issuing.certificate));
  assert.ok(!isSignedBy(certificate, ca.root.certificate));
});

test('an independent ASN.1 library reads the same certificate', () => {
  const other = AsnConvert.parse(certificate.der, asn1.Certificate);
  assert.equal(toHex(new Uint8Array(other.tbsCertificate.serialNumber)), certificate.serial);
  assert.equal(other.signatureAlgorithm.algorithm, OID.sm2WithSm3);
  assert.deepEqual(
    [...(other.tbsCertificate.extensions ?? [])].map((each) => [each.extnID, each.critical]),
    certificate.extensions.map((each) => [each.oid, each.critical]),
  );
  const find = (id: string) =>
    other.tbsCertificate.extensions?.find((each) => each.extnID === id)?.extnValue ?? assert.fail(id);
  const usage = AsnConvert.parse(find(asn1.id_ce_keyUsage), asn1.KeyUsage);
  assert.deepEqual(usage.toJSON(), ['digitalSignature', 'nonRepudiation']);
  const points = AsnConvert.parse(find(asn1.id_ce_cRLDistributionPoints), asn1.CRLDistributionPoints);
  assert.equal(points[0]?.distributionPoint?.fullName?.[0]?.uniformResourceIdentifier, URLS.crl);
});

test('openssl verifies the chain with the standard id', { skip: skipWithoutOpenssl }, () => {
  const pem = ({ certificate: { der } }: Holder) => pemEncode('CERTIFICATE', der);
  // `openssl verify` applies the id to the certificate it is asked about, not to those above it: one link at a time.
  const verify = (subject: Holder, issuer: Holder, distid = DISTID) =>
    openssl(
      [
        'verify',
        '-attime',
        String(AT.getTime() / 1000),
        '-x509_strict',
        '-partial_chain',
        '-vfyopt',
        distid,
        '-trusted',
        'issuer.pem',
        'subject.pem',
      ],
      { 'issuer.pem': pem(issuer), 'subject.pem': pem(subject) },
    );
  const links: readonly (readonly [Holder, Holder])[] = [
    [ca.issuing, ca.root],
    [ca.ocsp, ca.issuing],
    [ca.unit, ca.issuing],
    [ca.individual, ca.issuing],
  ];
  for (const [subject, issuer] of links) {
    const { status, text } = verify(subject, issuer);
    assert.equal(status, 0, text);
    assert.match(text, /: OK/);
  }
  assert.notEqual(verify(ca.unit, ca.issuing, 'distid:8765432187654321').status, 0, 'a wrong id must not verify');
  const { spki, tbs, signature } = ca.root.certificate;
  assert.ok(opensslVerifies({ spki, message: tbs, signature }), 'the root’s own signature');
});

test('the person identifier is read under both taggings of all alternatives, and bare', () => {
  const inner: readonly (readonly [string, Uint8Array])[] = [
    ['[0] EXPLICIT', explicit(0, printable('AB12', 'x'))],
    ['[1] EXPLICIT', explicit(1, utf8('AB12'))],
    ['[2] EXPLICIT', explicit(2, printable('AB12', 'x'))],
    ['[0] IMPLICIT', encode(0x80, new TextEncoder().encode('AB12'))],
    ['[1] IMPLICIT', encode(0x81, new TextEncoder().encode('AB12'))],
    ['bare PrintableString', printable('AB12', 'x')],
    ['bare UTF8String', utf8('AB12')],
  ];
  for (const [name, value] of inner)
    assert.equal(parseTbsCertificate(tbsWith(OID.identifyCode, value)).personId, 'AB12', name);
  refuses(() => parseTbsCertificate(tbsWith(OID.identifyCode, explicit(0, integer(1)))), 'pki/bad-structure', {
    field: 'personId',
  });
});

test('the credit code is read from the extension of 2012 and both readings of 2023', () => {
  for (const type of ['1.2.156.10260.4.1.4', '1.2.156.10260.4.4', '1.2.156.10260.4.4.4']) {
    assert.equal(parseTbsCertificate(tbsWith(type, utf8(USCC))).uscc, USCC);
  }
});

/** A tbsCertificate with one extension of this type and value, built by hand. */
function tbsWith(type: string, value: Uint8Array, ...flags: Uint8Array[]): Uint8Array {
  const members = readDer(ca.ocsp.certificate.tbs)
    .list(TAG.sequence, 'tbs')
    .map((each) => each.bytes);
  return sequence(...members.slice(0, -1), explicit(3, sequence(sequence(oid(type), ...flags, octetString(value)))));
}

test('refused structures name the field and the place', () => {
  refuses(() => parseTbsCertificate(tbsWith('1.2.3', nullValue(), boolean(false))), 'pki/bad-der', {
    field: 'extensions',
  });
  refuses(() => parseTbsCertificate(tbsWith(OID.basicConstraints, sequence(boolean(false)))), 'pki/bad-der', {
    field: 'basicConstraints',
  });
  refuses(() => parseTbsCertificate(tbsWith(OID.basicConstraints, sequence(integer(1)))), 'pki/bad-structure', {
    field: 'basicConstraints',
  });
  refuses(() => parseTbsCertificate(sequence(integer(1))), 'pki/bad-structure', { field: 'version', offset: 2 });
  const mixed = sequence(certificate.tbs, sequence(oid(OID.sm2WithSm3), nullValue()), bitOctets(new Uint8Array(8)));
  refuses(() => parseCertificate(mixed), 'pki/bad-structure', { field: 'signatureAlgorithm' });
  const extra = sequence(certificate.tbs, sequence(oid(OID.sm2WithSm3)), bitOctets(integer(1)), nullValue());
  refuses(() => parseCertificate(extra), 'pki/bad-structure', { field: 'certificate' });
  refuses(() => parseCertificate(new Uint8Array([...certificate.der, 0])), 'pki/bad-der', {
    offset: certificate.der.length,
  });
  refuses(() => parseCertificate(new Uint8Array(70_000)), 'pki/too-large');
});

test('a public key off the curve is refused', () => {
  const der = new Uint8Array(certificate.der);
  const at = Buffer.from(der).indexOf(Buffer.from(certificate.publicKey));
  der[at + 64] = (der[at + 64] as number) ^ 1;
  refuses(() => parseCertificate(der), 'pki/unsupported-key', { field: 'publicKey' });
});

test('any changed byte makes parsing refuse or the signature fail', () => {
  for (let i = 0; i < certificate.der.length; i++) {
    const der = new Uint8Array(certificate.der);
    der[i] = (der[i] as number) ^ 0x01;
    neverCrashes((bytes) => assert.ok(!isSignedBy(parseCertificate(bytes), ca.issuing.certificate), `byte ${i}`), der);
  }
});

test('every truncation, and noise in place of parts, is refused without a crash', () => {
  for (let i = 0; i < certificate.der.length; i++) refusesAny(certificate.der.subarray(0, i));
  const noise = fc.tuple(fc.nat(certificate.der.length - 1), fc.uint8Array({ minLength: 1, maxLength: 8 }));
  fc.assert(
    fc.property(noise, ([at, part]) => {
      const der = new Uint8Array(certificate.der);
      der.set(part.subarray(0, der.length - at), at);
      neverCrashes(parseCertificate, der);
    }),
    { numRuns: 1500 },
  );
});

function refusesAny(bytes: Uint8Array): void {
  let parsed = true;
  neverCrashes((each) => {
    parsed = false;
    parseCertificate(each);
    parsed = true;
  }, bytes);
  assert.ok(!parsed, `${bytes.length} bytes were accepted`);
}

test('the builder refuses what does not fit the profile, by field', () => {
  const input: TbsCertificateInput = {
    profile: 'unit-signing',
    serial: newSerial(random),
    issuer: ca.issuing.certificate,
    subject: { organization: '甲', commonName: '甲' },
    publicKey: sm2GenerateKeyPair(random).publicKey,
    notBefore: AT,
    notAfter: new Date(AT.getTime() + 1000),
    uscc: USCC,
    urls: URLS,
  };
  buildTbsCertificate(input);
  const bad: readonly (readonly [Partial<TbsCertificateInput>, string])[] = [
    [{ uscc: undefined }, 'uscc'],
    [{ uscc: '9135' }, 'uscc'],
    [{ issuer: undefined }, 'issuer'],
    [{ profile: 'root' }, 'issuer'],
    [{ notAfter: AT }, 'notAfter'],
    [{ urls: { ocsp: URLS.ocsp } }, 'urls.crl'],
    [{ urls: { ...URLS, ocsp: 'javascript:alert(1)' } }, 'urls.ocsp'],
    [{ personId: 'a*b' }, 'personId'],
    [{ personId: '' }, 'personId'],
    [{ serial: '00' }, 'serial'],
    [{ serial: '-1' }, 'serial'],
    [{ serial: 'ff'.repeat(21) }, 'serial'],
    [{ subject: { commonName: 'a\u202eb' } }, 'commonName'],
    [{ subject: { commonName: '' } }, 'commonName'],
    [{ subject: { commonName: 'x', country: 'cn' } }, 'country'],
  ];
  for (const [change, field] of bad)
    refuses(() => buildTbsCertificate({ ...input, ...change }), 'pki/bad-value', { field });
  refuses(() => buildTbsCertificate({ ...input, publicKey: new Uint8Array(65) }), 'pki/unsupported-key');
  refuses(() => assembleCertificate(certificate.tbs, new Uint8Array(63)), 'pki/bad-value', { field: 'signature' });
  refuses(() => assembleCertificate(certificate.tbs, new Uint8Array(64)), 'pki/bad-value', { field: 'signature' });
});

test('serial numbers have one spelling', () => {
  assert.equal(normalSerial('00AB'), 'ab');
  assert.equal(normalSerial('abc'), '0abc');
  const high = issue({ profile: 'root', serial: 'ff00000000000001' });
  assert.equal(high.certificate.serial, 'ff00000000000001');
  assert.equal(high.certificate.serialLength, 9);
});

test('PEM', () => {
  const text = pemEncode('CERTIFICATE', certificate.der) + pemEncode('CERTIFICATE', ca.root.certificate.der);
  assert.deepEqual(pemDecode('CERTIFICATE', text), [certificate.der, ca.root.certificate.der]);
  refuses(
    () => pemDecode('CERTIFICATE', '-----BEGIN CERTIFICATE-----\nA\n-----END CERTIFICATE-----'),
    'pki/bad-structure',
  );
});
