import assert from 'node:assert/strict';
import { test } from 'node:test';
import { sm2GenerateKeyPair } from '@qianyin/gm';
import { OID } from '../der/oids.ts';
import { readDer } from '../der/read.ts';
import { TAG } from '../der/tags.ts';
import {
  boolean,
  encode,
  explicit,
  generalizedTime,
  integer,
  nullValue,
  octetString,
  oid,
  printable,
  sequence,
  setOf,
  time,
  utf8,
} from '../der/write.ts';
import type { Finding, ProfileName, TbsCertificateInput } from '../index.ts';
import {
  buildTbsCertificate,
  isUscc,
  lintCertificate,
  lintCrl,
  lintOcspResponseData,
  nameToString,
  newSerial,
  PROFILE_NAMES,
} from '../index.ts';
import {
  BROKEN_ANSWERS,
  BROKEN_IN_GENERAL,
  BROKEN_LINT_LISTS,
  ISSUER,
  OCSP_RESPONDER,
  SOUND,
  SOUND_ANSWERS,
  SOUND_LISTS,
} from '../testing/lint-table.ts';
import { makeToyCa, random, URLS, USCC } from '../testing/toy-ca.ts';
import { makeKey } from '../testing/key-kinds.ts';
import { buildNameConstraints } from '../x509/name-constraints.ts';
import { PROFILES } from '../x509/profiles.ts';
import { CERTIFICATE_RULES, CRL_RULES, OCSP_RULES, RULES } from './rules.ts';

const ca = makeToyCa();
const FROM = new Date('2026-01-01T00:00:00Z');

function inputFor(profile: ProfileName): TbsCertificateInput {
  const row = PROFILES[profile];
  return {
    profile,
    serial: newSerial(random),
    ...(profile === 'root' ? {} : { issuer: (profile === 'issuing' ? ca.root : ca.issuing).certificate }),
    subject: { organization: '签印测试', commonName: profile },
    publicKey: row.keyKinds.includes('sm2') ? sm2GenerateKeyPair(random).publicKey : makeKey('p256').publicKey,
    notBefore: FROM,
    notAfter: new Date(FROM.getTime() + Math.min(row.maxDays, 365) * 86_400_000),
    ...(row.uscc === 'required' ? { uscc: USCC } : {}),
    ...(profile.startsWith('individual') ? { personId: '3501**********1234'.replaceAll('*', '-') } : {}),
    ...(row.subjectAltName === 'required' ? { subjectAltNames: [{ kind: 'dns', value: 'ca.example.cn' }] } : {}),
    ...(row.crlUrl === 'required' ? { urls: URLS } : {}),
  };
}

for (const profile of PROFILE_NAMES) {
  test(`what the builder writes for ${profile} has no findings`, () => {
    assert.deepEqual(lintCertificate(buildTbsCertificate(inputFor(profile)), profile), []);
  });
}

const MEMBERS = ['version', 'serial', 'algorithm', 'issuer', 'validity', 'subject', 'spki', 'extensions'] as const;

/** unit-signing with one member replaced. */
function withMember(name: (typeof MEMBERS)[number], value: Uint8Array): Uint8Array {
  const members = readDer(buildTbsCertificate(inputFor('unit-signing')))
    .list(TAG.sequence, 'tbs')
    .map((each) => each.bytes);
  members[MEMBERS.indexOf(name)] = value;
  return sequence(...members);
}

/** unit-signing with one extension replaced, left out (no value) or added. */
function withExtension(type: string, value?: Uint8Array, critical = false): Uint8Array {
  const members = readDer(buildTbsCertificate(inputFor('unit-signing')))
    .list(TAG.sequence, 'tbs')
    .map((each) => each.bytes);
  const list = readDer(members.at(-1) as Uint8Array)
    .open(0xa3, 'x')
    .any('x')
    .list(TAG.sequence, 'x')
    .map((each) => each.bytes);
  const rest = list.filter((each) => !Buffer.from(each).includes(Buffer.from(oid(type))));
  const added = value ? [sequence(oid(type), ...(critical ? [boolean(true)] : []), octetString(value))] : [];
  return sequence(...members.slice(0, -1), explicit(3, sequence(...rest, ...added)));
}

const name = (...attributes: Uint8Array[]) => sequence(...attributes.map((each) => setOf(each)));
const commonName = sequence(oid(OID.commonName), utf8('某'));
const validity = (from: Uint8Array, to: Uint8Array) => sequence(from, to);
const LATER = new Date('2027-01-01T00:00:00Z');

const NAMES = buildNameConstraints({ permitted: [{ kind: 'dns', value: 'example.cn' }] });

// rule, certificate, profile
const BROKEN: readonly (readonly [string, () => Uint8Array, ProfileName])[] = [
  ['rfc5280/serial-number', () => withMember('serial', integer(0)), 'unit-signing'],
  ['rfc5280/serial-number', () => withMember('serial', integer('ff'.repeat(20))), 'unit-signing'],
  ['profile/serial-entropy', () => withMember('serial', integer(77)), 'unit-signing'],
  ['rfc5280/validity-order', () => withMember('validity', validity(time(LATER), time(FROM))), 'unit-signing'],
  ['rfc5280/time-form', () => withMember('validity', validity(time(FROM), generalizedTime(LATER))), 'unit-signing'],
  [
    'profile/validity-length',
    () => buildTbsCertificate({ ...inputFor('unit-signing'), notAfter: new Date('2032-01-01T00:00:00Z') }),
    'unit-signing',
  ],
  ['rfc5280/names', () => withMember('issuer', sequence()), 'unit-signing'],
  ['rfc5280/subject-alternative-name', () => withMember('subject', sequence()), 'unit-signing'],
  [
    'rfc5280/names',
    () => withMember('subject', name(sequence(oid(OID.country), printable('cn', 'c')), commonName)),
    'unit-signing',
  ],
  ['profile/subject', () => withMember('subject', name(commonName)), 'unit-signing'],
  [
    'profile/subject',
    () => buildTbsCertificate({ ...inputFor('unit-signing'), subject: { commonName: '某' } }),
    'unit-signing',
  ],
  [
    'profile/issuance',
    () => buildTbsCertificate({ ...inputFor('unit-signing'), subject: ca.issuing.certificate.subject }),
    'unit-signing',
  ],
  ['rfc5280/basic-constraints', () => buildTbsCertificate(inputFor('issuing')), 'unit-signing'],
  [
    'rfc5280/basic-constraints',
    () => withExtension(OID.basicConstraints, sequence(boolean(true), integer(0))),
    'issuing',
  ],
  ['rfc5280/subject-key-id', () => withExtension(OID.subjectKeyId), 'unit-signing'],
  ['rfc5280/subject-key-id', () => withExtension(OID.subjectKeyId, octetString(new Uint8Array(20))), 'unit-signing'],
  ['rfc5280/authority-key-id', () => withExtension(OID.authorityKeyId), 'unit-signing'],
  ['rfc5280/critical-extensions', () => withExtension('1.2.3.4', nullValue(), true), 'unit-signing'],
  ['rfc5280/crl-distribution-points', () => withExtension(OID.crlDistributionPoints), 'unit-signing'],
  ['rfc5280/authority-information-access', () => withExtension(OID.authorityInfoAccess), 'unit-signing'],
  ['gmt0015/signature-algorithm', () => withMember('algorithm', sequence(oid('1.2.840.10045.4.1'))), 'unit-signing'],
  [
    'gmt0015/signature-algorithm',
    () => withMember('algorithm', sequence(oid(OID.sm2WithSm3), nullValue())),
    'unit-signing',
  ],
  [
    'gmt0015/public-key',
    () => withMember('spki', sequence(sequence(oid('1.3.101.112')), encode(3, Uint8Array.of(0, 1)))),
    'unit-signing',
  ],
  ['gmt0015/key-usage', () => buildTbsCertificate(inputFor('unit-encryption')), 'unit-signing'],
  ['gmt0015/key-usage', () => withExtension(OID.keyUsage), 'unit-signing'],
  [
    'profile/extended-key-usage',
    () => withExtension(OID.extendedKeyUsage, sequence(oid(OID.clientAuth), oid(OID.documentSigning)), true),
    'unit-signing',
  ],
  ['gmt0015/identifier-form', () => withExtension(OID.organizationCode, printable(`N${USCC}`, 'x')), 'unit-signing'],
  ['gmt0015/identifier-form', () => withExtension(OID.identifyCode, printable('AB12', 'x')), 'unit-signing'],
  ['profile/subject-alt-names', () => buildTbsCertificate(inputFor('tls-server')), 'ocsp-responder'],
  ['profile/subject-alt-names', () => buildTbsCertificate(inputFor('unit-signing')), 'tls-server'],
  ['profile/policies', () => withExtension(OID.certificatePolicies, sequence(sequence(oid('1.2.3')))), 'root'],
  ['profile/name-constraints', () => withExtension(OID.nameConstraints, NAMES, true), 'unit-signing'],
  ['profile/name-constraints', () => withExtension(OID.nameConstraints, NAMES), 'issuing'],
  ['profile/extended-key-usage', () => withExtension(OID.extendedKeyUsage), 'unit-signing'],
  ['gmt0015/uscc-presence', () => withExtension(OID.organizationCode), 'unit-signing'],
  [
    'gb32100/uscc-check-character',
    () => buildTbsCertificate({ ...inputFor('unit-signing'), uscc: '91350100M000100Y44' }),
    'unit-signing',
  ],
  ['gmt0015/person-presence', () => withExtension(OID.identifyCode), 'individual-signing'],
  [
    'profile/person-hidden',
    () => buildTbsCertificate({ ...inputFor('individual-signing'), personId: '11010519491231002X' }),
    'individual-signing',
  ],
  ['profile/ocsp-nocheck', () => withExtension(OID.ocspNoCheck, nullValue()), 'unit-signing'],
  ['profile/ocsp-nocheck', () => withExtension(OID.ocspNoCheck), 'ocsp-responder'],
  ['der/strict', () => Uint8Array.of(0x30, 0x80), 'unit-signing'],
];

for (const [rule, make, profile] of BROKEN) {
  test(`found: ${rule}`, () => {
    const findings = lintCertificate(make(), profile);
    assert.ok(
      findings.some((each) => each.rule === rule),
      JSON.stringify(findings),
    );
    assert.ok(findings.every((each) => each.severity === 'error' && each.citation && each.detail));
  });
}

test('sound certificates of every kind of key have no findings', () => {
  for (const certificate of SOUND) {
    assert.deepEqual(lintCertificate(certificate.der, undefined), [], nameToString(certificate.subject));
  }
});

for (const [rule, certificate, issuer] of BROKEN_IN_GENERAL) {
  test(`found without a profile: ${rule}`, () => {
    const findings = lintCertificate(certificate.tbs, undefined, issuer ? { issuer } : {});
    assert.ok(
      findings.some((each) => each.rule === rule),
      JSON.stringify(findings),
    );
  });
}

test('sound lists and answers have no findings', () => {
  for (const tbs of SOUND_LISTS) assert.deepEqual(lintCrl(tbs, { issuer: ISSUER }), []);
  for (const tbs of SOUND_ANSWERS) assert.deepEqual(lintOcspResponseData(tbs, { responder: OCSP_RESPONDER }), []);
});

test('lists and answers that break a rule', () => {
  const rules = (findings: readonly Finding[]) => findings.map((each) => each.rule);
  for (const [rule, tbs] of BROKEN_LINT_LISTS) assert.ok(rules(lintCrl(tbs, { issuer: ISSUER })).includes(rule), rule);
  for (const [rule, tbs, responder] of BROKEN_ANSWERS) {
    assert.ok(rules(lintOcspResponseData(tbs, { responder })).includes(rule), rule);
  }
});

test('every rule is broken by a test, and is named once', () => {
  const certificateRules = [...CERTIFICATE_RULES, ...RULES].map((each) => each.rule);
  const names = [...certificateRules, ...CRL_RULES.map((each) => each.rule), ...OCSP_RULES.map((each) => each.rule)];
  assert.equal(new Set(names).size, names.length);
  const broken = [
    ...BROKEN.map(([rule]) => rule),
    ...BROKEN_IN_GENERAL.map(([rule]) => rule),
    ...[...BROKEN_LINT_LISTS, ...BROKEN_ANSWERS].map(([rule]) => rule),
  ];
  assert.deepEqual(
    names.filter((rule) => !broken.includes(rule)),
    [],
  );
});

test('a finished certificate is linted like its unsigned part', () => {
  assert.deepEqual(lintCertificate(ca.unit.certificate.der, 'unit-signing'), []);
  assert.notDeepEqual(lintCertificate(ca.unit.certificate.der, 'issuing'), []);
});

test('check characters of credit codes', () => {
  assert.ok(isUscc('91350100M000100Y43'));
  for (const code of ['91350100M000100Y34', '91350100M000100Y4', '91350100I000100Y43', ''])
    assert.ok(!isUscc(code), code);
});
