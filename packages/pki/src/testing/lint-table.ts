/** Certificates, lists and answers that break one rule each, whatever the profile. */
import { OID } from '../der/oids.ts';
import { TAG } from '../der/tags.ts';
import {
  encode,
  explicit,
  generalizedTime,
  implicit,
  integer,
  octetString,
  oid,
  printable,
  sequence,
  time,
  utf8,
} from '../der/write.ts';
import { readDer } from '../der/read.ts';
import type { Certificate, OcspResponseInput, RevokedCertificate, TbsCrlInput } from '../index.ts';
import { buildOcspRequest, buildOcspResponseData, buildTbsCrl, parseOcspRequest } from '../index.ts';
import type { Link } from './chains.ts';
import { extension, issueLink, nameOf, rdn } from './chains.ts';
import { AT } from './toy-ca.ts';

const root = issueLink({}, 'Lint root', true);
const issuing = issueLink({ pathLength: 0 }, 'Lint CA', true, root);
export const ISSUER: Certificate = issuing.certificate;
const strictCa = issueLink({ names: { permitted: [{ kind: 'dns', value: 'example.com' }] } }, 'Strict CA', true, root);

const leaf = (link: Link): Certificate => issueLink(link, 'Lint leaf', false, issuing).certificate;
const authority = (link: Link): Certificate => issueLink(link, 'Lint sub-CA', true, root).certificate;
const named = (...alternative: NonNullable<Link['alternative']>): Certificate => leaf({ alternative });
const qualified = (policy: string, qualifier: string, value: Uint8Array): Certificate => {
  const policies = sequence(sequence(oid(policy), sequence(sequence(oid(qualifier), value))));
  return leaf({ more: [extension(OID.certificatePolicies, policies)] });
};
const notice = (...members: Uint8Array[]) => qualified('1.2.3.1', OID.userNoticeQualifier, sequence(...members));
const subject = (type: string, value: Uint8Array) => leaf({ name: sequence(rdn(type, value)) });

/** Good certificates of every kind: none of them has a finding. */
export const SOUND: readonly Certificate[] = [
  root.certificate,
  issuing.certificate,
  leaf({}),
  leaf({ kind: 'rsa', keyUsage: ['digitalSignature', 'keyEncipherment'] }),
  leaf({ kind: 'sm2', keyUsage: ['keyEncipherment', 'dataEncipherment'] }),
  leaf({ extendedKeyUsage: [OID.serverAuth, OID.clientAuth], alternative: [{ kind: 'dns', value: '*.example.com' }] }),
  leaf({
    name: sequence(),
    more: [extension(OID.subjectAltName, sequence(implicit(2, Uint8Array.of(0x61))), true)],
  }),
  named(
    { kind: 'rfc822', value: 'a.b@example.com' },
    { kind: 'uri', value: 'https://[2001:db8::1]:8443/x' },
    { kind: 'uri', value: 'urn:example:x' },
    { kind: 'ip', value: new Uint8Array(16) },
  ),
  authority({
    policies: ['1.2.3.1'],
    mappings: [['1.2.3.1', '1.2.3.2']],
    constraints: { requireExplicitPolicy: 0 },
    inhibitAnyPolicy: 0,
    names: { excluded: [{ kind: 'dns', value: 'example.org' }] },
  }),
  qualified('1.2.3.1', OID.cpsQualifier, encode(TAG.ia5String, new TextEncoder().encode('https://example.com/cps'))),
  notice(utf8('仅供招标投标使用')),
];

// rule, certificate, issuer where it matters
export const BROKEN_IN_GENERAL: readonly (readonly [string, Certificate, Certificate?])[] = [
  ['rfc5280/extension-encoding', leaf({ more: [extension('1.2.3.4', Uint8Array.of(0xff))] })],
  ['rfc5280/extension-encoding', leaf({ more: [extension('1.2.3.4', Uint8Array.of(5, 0, 0))] })],
  ['rfc5280/extension-criticality', authority({ more: [extension(OID.inhibitAnyPolicy, integer(0))] })],
  [
    'rfc5280/extension-criticality',
    leaf({ more: [extension(OID.issuerAltName, sequence(implicit(2, Uint8Array.of(0x61))), true)] }),
  ],
  ['rfc5280/ca-extensions', leaf({ names: { permitted: [{ kind: 'dns', value: 'a.com' }] } })],
  ['rfc5280/ca-extensions', leaf({ constraints: { requireExplicitPolicy: 0 } })],
  ['rfc5280/subject-alternative-name', named({ kind: 'dns', value: 'a_b.com' })],
  ['rfc5280/subject-alternative-name', named({ kind: 'dns', value: '-a.com' })],
  ['rfc5280/subject-alternative-name', named({ kind: 'dns', value: 'a.com.' })],
  ['rfc5280/subject-alternative-name', named({ kind: 'rfc822', value: 'example.com' })],
  ['rfc5280/subject-alternative-name', named({ kind: 'uri', value: '/relative' })],
  ['rfc5280/subject-alternative-name', named({ kind: 'uri', value: 'http:///nowhere' })],
  ['rfc5280/subject-alternative-name', named({ kind: 'ip', value: new Uint8Array(8) })],
  ['rfc5280/subject-alternative-name', leaf({ name: sequence(), alternative: [{ kind: 'dns', value: 'a.com' }] })],
  ['rfc5280/names', authority({ name: sequence() })],
  ['rfc5280/name-encodings', subject(OID.commonName, encode(TAG.teletexString, Uint8Array.of(0x61)))],
  ['rfc5280/name-encodings', subject(OID.country, utf8('CN'))],
  ['rfc5280/name-encodings', subject(OID.emailAddress, utf8('a@b.com'))],
  ['rfc5280/name-bounds', subject(OID.commonName, utf8('名'.repeat(65)))],
  ['rfc5280/name-bounds', subject(OID.country, printable('CHN', 'country'))],
  ['rfc5280/issuer-name', leaf({ issuer: nameOf('lint CA') }), ISSUER],
  ['rfc5280/issuer-key-id', leaf({}), strictCa.certificate],
  ['rfc5280/issuer-allows', leaf({}), leaf({})],
  ['rfc5280/issuer-allows', issueLink({}, 'Third', true, issuing).certificate, ISSUER],
  [
    'rfc5280/issuer-allows',
    issueLink({ alternative: [{ kind: 'dns', value: 'a.org' }] }, 'X', false, strictCa).certificate,
    strictCa.certificate,
  ],
  ['rfc5280/key-usage-bits', authority({ keyUsage: null })],
  ['rfc5280/key-usage-bits', authority({ keyUsage: ['cRLSign'] })],
  ['rfc5280/key-usage-bits', leaf({ keyUsage: ['keyCertSign'] })],
  ['rfc5280/key-usage-bits', leaf({ keyUsage: [] })],
  ['rfc5280/key-usage-bits', leaf({ keyUsage: ['encipherOnly'] })],
  ['rfc5280/key-usage-key', leaf({ keyUsage: ['keyEncipherment'] })],
  ['rfc5280/key-usage-key', leaf({ kind: 'rsa', keyUsage: ['keyAgreement'] })],
  ['rfc5280/key-usage-purpose', leaf({ keyUsage: ['keyAgreement'], extendedKeyUsage: [OID.timeStamping] })],
  ['rfc5280/extended-key-usage', leaf({ extendedKeyUsage: [OID.clientAuth, OID.clientAuth] })],
  ['rfc5280/extended-key-usage', leaf({ extendedKeyUsage: [OID.timeStamping] })],
  [
    'rfc5280/extended-key-usage',
    leaf({ more: [extension(OID.extendedKeyUsage, sequence(oid(OID.anyExtendedKeyUsage)), true)] }),
  ],
  ['rfc5280/extended-key-usage', leaf({ more: [extension(OID.extendedKeyUsage, sequence())] })],
  ['rfc5280/policy-mappings', authority({ policies: ['1.2.3.1'], mappings: [['1.2.3.9', '1.2.3.2']] })],
  ['rfc5280/policy-mappings', authority({ policies: ['1.2.3.1'], mappings: [['1.2.3.1', OID.anyPolicy]] })],
  ['rfc5280/policy-qualifiers', qualified('1.2.3.1', OID.cpsQualifier, utf8('https://example.com'))],
  ['rfc5280/policy-qualifiers', qualified(OID.anyPolicy, '1.2.3.4', utf8('x'))],
  ['rfc5280/policy-qualifiers', notice(utf8('字'.repeat(201)))],
  ['rfc5280/policy-qualifiers', notice(sequence(utf8('x'), sequence(integer(1))))],
  ['rfc5280/policy-qualifiers', notice()],
  [
    'rfc5280/distribution-point-reasons',
    leaf({ points: [{ names: [{ kind: 'uri', value: 'http://a/' }], reasons: ['keyCompromise'] }] }),
  ],
  ['gmt0015/two-certificates', leaf({ kind: 'sm2', keyUsage: ['digitalSignature', 'keyEncipherment'] })],
  // A number that stands there as raw characters.
  [
    'gmt0015/identifier-form',
    leaf({ more: [extension(OID.organizationCode, new TextEncoder().encode('91350100M000100Y43'))] }),
  ],
];

const CRL: TbsCrlInput = {
  issuer: ISSUER,
  number: 7,
  thisUpdate: AT,
  nextUpdate: new Date(AT.getTime() + 86_400_000),
  revoked: [],
};
const entry = (change: Partial<RevokedCertificate> = {}): RevokedCertificate => ({
  serial: '0a',
  at: AT,
  reason: 'superseded',
  ...change,
});
const list = (change: Partial<TbsCrlInput> = {}): Uint8Array => buildTbsCrl({ ...CRL, ...change });

/** A list with one member replaced. */
function listWith(index: number, value: Uint8Array): Uint8Array {
  const members = readDer(list({ revoked: [entry()] })).list(TAG.sequence, 'tbs');
  return sequence(...members.map(({ bytes }, i) => (i === index ? value : bytes)));
}
const extensions = (...members: Uint8Array[]) => listWith(6, explicit(0, sequence(...members)));
const authorityKeyId = extension(OID.authorityKeyId, sequence(implicit(0, ISSUER.subjectKeyId ?? new Uint8Array())));
const listNumber = extension(OID.crlNumber, integer(7));

export const SOUND_LISTS: readonly Uint8Array[] = [
  list(),
  list({ revoked: [entry(), entry({ serial: '0b', reason: 'certificateHold' })], scope: { only: 'user' } }),
  list({ baseNumber: 6, revoked: [entry({ reason: 'removeFromCRL' })] }),
];

export const BROKEN_LINT_LISTS: readonly (readonly [string, Uint8Array])[] = [
  ['crl/number', extensions(authorityKeyId)],
  ['crl/number', extensions(authorityKeyId, extension(OID.crlNumber, integer('ff'.repeat(21))))],
  ['crl/number', extensions(authorityKeyId, listNumber, extension(OID.deltaCrlIndicator, integer(7), true))],
  ['crl/issuer', list({ issuer: root.certificate })],
  ['crl/issuer', extensions(listNumber)],
  ['crl/issuer', listWith(1, sequence(oid(OID.sm2WithSm3)))],
  ['crl/issuer', listWith(2, nameOf('LINT CA'))],
  ['crl/times', listWith(4, time(AT))],
  ['crl/times', listWith(4, generalizedTime(CRL.nextUpdate))],
  ['crl/extension-criticality', extensions(authorityKeyId, extension(OID.crlNumber, integer(7), true))],
  ['crl/extension-criticality', extensions(authorityKeyId, listNumber, extension(OID.deltaCrlIndicator, integer(6)))],
  ['crl/entries', list({ revoked: [entry(), entry()] })],
  ['crl/entry-dates', list({ revoked: [entry({ at: CRL.nextUpdate })] })],
  ['crl/entries', listWith(5, sequence(sequence(integer(0), time(AT))))],
  ['der/strict', list().subarray(1)],
];

const RESPONDER = issueLink({ extendedKeyUsage: [OID.ocspSigning] }, 'Lint responder', false, issuing).certificate;
const [certId] = parseOcspRequest(buildOcspRequest(RESPONDER, ISSUER)).certIds;
if (!certId) throw new Error('one certificate was asked about');
const single = { certId, status: { kind: 'good' }, thisUpdate: AT, nextUpdate: CRL.nextUpdate } as const;
const answer = (change: Partial<OcspResponseInput> = {}): Uint8Array =>
  buildOcspResponseData({ responder: RESPONDER, producedAt: AT, answers: [single], ...change });

export const OCSP_RESPONDER: Certificate = RESPONDER;
export const SOUND_ANSWERS: readonly Uint8Array[] = [answer(), answer({ by: 'name', nonce: new Uint8Array(32) })];
export const BROKEN_ANSWERS: readonly (readonly [string, Uint8Array, Certificate])[] = [
  ['ocsp/responder', answer({ responder: ISSUER }), RESPONDER],
  ['ocsp/responder', answer({ responder: root.certificate, by: 'name' }), RESPONDER],
  ['ocsp/responder', answer({ responder: leaf({}) }), leaf({})],
  ['ocsp/times', answer({ producedAt: new Date(AT.getTime() - 1000) }), RESPONDER],
  ['ocsp/times', answer({ producedAt: CRL.nextUpdate }), RESPONDER],
  ['ocsp/times', answer({ answers: [{ ...single, archiveCutoff: CRL.nextUpdate }] }), RESPONDER],
  [
    'ocsp/times',
    answer({ answers: [{ ...single, status: { kind: 'revoked', at: CRL.nextUpdate, reason: 'superseded' } }] }),
    RESPONDER,
  ],
  ['ocsp/answers', answer({ answers: [single, single] }), RESPONDER],
  ['der/strict', octetString(new Uint8Array()), RESPONDER],
];
