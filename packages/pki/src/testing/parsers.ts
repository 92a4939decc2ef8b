/**
 * Every parser of the package with inputs that it accepts: one table for the malformed inputs (malformed.ts) and for the
 * fuzzer of @qianyin/testkit. Whoever writes a parser adds a row.
 */
import { sm3 } from '@qianyin/gm';
import { chooseAlgorithm } from '../algorithms/choose-algorithm.ts';
import { OID } from '../der/oids.ts';
import { nullValue, octetString } from '../der/write.ts';
import {
  assembleCrl,
  assembleCsr,
  assembleOcspResponse,
  assembleSignedData,
  buildCsrInfo,
  buildOcspRequest,
  buildOcspResponseData,
  buildSignedAttributes,
  buildTbsCrl,
  checkDer,
  lintCertificate,
  parseBasicOcspResponse,
  parseCertificate,
  parseCrl,
  parseCsr,
  parseOcspRequest,
  parseOcspResponse,
  parseOcspResponseData,
  parsePublicKeyInfo,
  parseSignedAttributes,
  parseSignedData,
  parseTbsCertificate,
  parseTbsCrl,
  PkiError,
  verifyPath,
} from '../index.ts';
import { extension, issueLink } from './chains.ts';
import { KEY_TARGETS } from './key-parsers.ts';
import { MESSAGE_TARGETS } from './message-parsers.ts';
import type { Parser } from './parser.ts';
import { AT, makeToyCa, sign } from './toy-ca.ts';

const ca = makeToyCa();
const { unit, issuing } = ca;
const everyExtension = issueLink(
  {
    kind: 'sm2',
    policies: ['1.2.3.1', OID.anyPolicy],
    mappings: [['1.2.3.1', '1.2.3.2']],
    constraints: { requireExplicitPolicy: 2, inhibitPolicyMapping: 1 },
    inhibitAnyPolicy: 3,
    pathLength: 2,
    extendedKeyUsage: [OID.clientAuth],
    names: {
      permitted: [
        { kind: 'dns', value: 'example.com' },
        { kind: 'ip', value: Uint8Array.of(10, 0, 0, 0, 255, 0, 0, 0) },
      ],
      excluded: [{ kind: 'directory', value: unit.certificate.subject }],
    },
    alternative: [
      { kind: 'rfc822', value: 'a@example.com' },
      { kind: 'uri', value: 'http://example.com/' },
      { kind: 'registeredId', value: '1.2.3' },
    ],
    points: [
      {
        names: [{ kind: 'uri', value: 'http://127.0.0.1/a.crl' }],
        reasons: ['keyCompromise'],
        crlIssuer: [{ kind: 'directory', value: unit.certificate.subject }],
      },
    ],
    more: [extension(OID.ocspNoCheck, nullValue()), extension('1.2.3.4', octetString(Uint8Array.of(1)))],
  },
  'Every',
  true,
);
const ofKinds = (['p256', 'p384', 'p521', 'rsa'] as const).map((kind) => issueLink({ kind }, `of ${kind}`, true));
const certificates = [unit.certificate, ca.individual.certificate, everyExtension.certificate].concat(
  ofKinds.map(({ certificate }) => certificate),
);

const crlTimes = { thisUpdate: AT, nextUpdate: new Date(AT.getTime() + 86_400_000) };
const fullList = buildTbsCrl({
  issuer: issuing.certificate,
  number: 5,
  ...crlTimes,
  revoked: [
    { serial: '0a', at: AT, reason: 'unspecified' },
    { serial: 'ff01', at: AT, reason: 'keyCompromise', invalidityDate: AT },
  ],
  scope: { names: [{ kind: 'uri', value: 'http://127.0.0.1/a.crl' }], only: 'user', onlySomeReasons: ['superseded'] },
  freshestCrl: [{ names: [{ kind: 'uri', value: 'http://127.0.0.1/delta.crl' }] }],
});
const deltaList = buildTbsCrl({
  issuer: issuing.certificate,
  number: 6,
  baseNumber: 5,
  ...crlTimes,
  revoked: [{ serial: '0a', at: AT, reason: 'removeFromCRL' }],
});
const signList = (tbs: Uint8Array) => assembleCrl(tbs, sign(issuing.keys, tbs));

const nonce = Uint8Array.from({ length: 32 }, (_, i) => i);
const requests = (['sha1', 'sha256', 'sm3'] as const).map((hash) =>
  buildOcspRequest([unit.certificate, ca.individual.certificate], issuing.certificate, nonce, hash),
);
const [first, second] = parseOcspRequest(requests[0] as Uint8Array).certIds;
if (!first || !second) throw new Error('two certificates were asked about');
const answers = [
  { certId: first, status: { kind: 'good' }, ...crlTimes, archiveCutoff: AT } as const,
  { certId: second, status: { kind: 'revoked', at: AT, reason: 'superseded' }, ...crlTimes } as const,
];
const data = (['key', 'name'] as const).map((by) =>
  buildOcspResponseData({ responder: ca.ocsp.certificate, by, producedAt: AT, answers, nonce }),
);
const responses = data.map((tbs) => assembleOcspResponse(tbs, sign(ca.ocsp.keys, tbs), ca.ocsp.certificate));
const basics = responses.map((each) => {
  const parsed = parseOcspResponse(each);
  if (parsed.status !== 'successful') throw new Error('the answer is successful');
  return parsed.response.der;
});

const attributes = buildSignedAttributes({
  contentDigest: sm3(Uint8Array.of(1)),
  signingTime: AT,
  certificate: unit.certificate,
});
const cms = assembleSignedData({
  attributes,
  signature: sign(unit.keys, attributes),
  certificate: unit.certificate,
  chain: [issuing.certificate],
});
const csrs = [unit.keys, everyExtension.key].map((key) => {
  const { publicKey } = key;
  const info = buildCsrInfo({ subject: unit.certificate.subject, publicKey });
  if ('privateKey' in key) return assembleCsr(info, sign(key, info));
  const algorithm = chooseAlgorithm(key.publicKey);
  return assembleCsr(info, key.sign(algorithm, info), algorithm);
});

/** A path to nowhere and every lint: what is done with whatever parses must not fail either. */
function judgeCertificate(der: Uint8Array): unknown {
  const certificate = parseCertificate(der);
  const intermediates = [certificate, everyExtension.certificate];
  return [
    verifyPath({ certificate, intermediates, roots: [ca.root.certificate, everyExtension.certificate], at: AT }),
    lintCertificate(der, 'unit-signing'),
  ];
}

export const TARGETS: readonly Parser[] = [
  {
    name: 'checkDer',
    shallow: true,
    parse: (bytes) => checkDer(bytes),
    seeds: () => certificates.map(({ der }) => der),
  },
  { name: 'parseCertificate', parse: parseCertificate, seeds: () => certificates.map(({ der }) => der) },
  { name: 'parseTbsCertificate', parse: parseTbsCertificate, seeds: () => certificates.map(({ tbs }) => tbs) },
  { name: 'parsePublicKeyInfo', parse: parsePublicKeyInfo, seeds: () => certificates.map(({ spki }) => spki) },
  { name: 'parseCsr', parse: parseCsr, seeds: () => csrs },
  { name: 'parseCrl', parse: parseCrl, seeds: () => [fullList, deltaList].map(signList) },
  { name: 'parseTbsCrl', parse: parseTbsCrl, seeds: () => [fullList, deltaList] },
  { name: 'parseOcspRequest', parse: parseOcspRequest, seeds: () => requests },
  { name: 'parseOcspResponse', parse: parseOcspResponse, seeds: () => responses },
  { name: 'parseBasicOcspResponse', parse: parseBasicOcspResponse, seeds: () => basics },
  { name: 'parseOcspResponseData', parse: parseOcspResponseData, seeds: () => data },
  { name: 'parseSignedAttributes', parse: parseSignedAttributes, seeds: () => [attributes] },
  { name: 'parseSignedData', shallow: true, parse: parseSignedData, seeds: () => [cms] },
  { name: 'verifyPath', parse: judgeCertificate, seeds: () => certificates.map(({ der }) => der) },
  ...KEY_TARGETS,
  ...MESSAGE_TARGETS,
];

/** A refusal says where. */
export const isRefusal = (error: unknown): boolean => error instanceof PkiError && typeof error.offset === 'number';
