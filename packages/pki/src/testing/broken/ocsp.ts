/** OCSP messages that are strict DER and no messages (RFC 6960 §4). */
import { OID } from '../../der/oids.ts';
import {
  encodeAll,
  explicit,
  generalizedTime,
  implicit,
  integer,
  octetString,
  oid,
  sequence,
  time,
} from '../../der/write.ts';
import {
  buildOcspRequest,
  buildOcspResponseData,
  parseOcspRequest,
  parseOcspResponse,
  parseOcspResponseData,
} from '../../index.ts';
import { extension } from '../chains.ts';
import { AT, makeToyCa } from '../toy-ca.ts';
import type { BrokenStructure } from './row.ts';
import { EMPTY, membersOf, row, SEQUENCE } from './row.ts';

const ca = makeToyCa();
const issuer = ca.issuing.certificate;

const nonceExtension = (octets: number) => extension(OID.ocspNonce, octetString(new Uint8Array(octets)));
const REQUEST = buildOcspRequest(ca.unit.certificate, issuer);
const requestList = membersOf(membersOf(REQUEST)[0] as Uint8Array)[0] as Uint8Array;
const request = (...tbs: Uint8Array[]) => sequence(sequence(...tbs));
const certId = parseOcspRequest(REQUEST).certIds[0]?.der as Uint8Array;
const DATA = membersOf(
  buildOcspResponseData({
    responder: ca.ocsp.certificate,
    producedAt: AT,
    answers: [
      { certId: { der: certId }, status: { kind: 'good' }, thisUpdate: AT, nextUpdate: new Date(AT.getTime() + 1000) },
    ],
  }),
);
const dataWith = (index: number, value: Uint8Array) => sequence(...DATA.map((each, i) => (i === index ? value : each)));
const single = (...parts: Uint8Array[]) => dataWith(2, sequence(sequence(certId, ...parts)));
const good = implicit(0, new Uint8Array());

export const BROKEN_OCSP: readonly BrokenStructure[] = [
  row(
    parseOcspRequest,
    'a version written out',
    request(explicit(0, integer(0)), requestList),
    explicit(0, integer(0)),
    'version',
  ),
  row(parseOcspRequest, 'a request for nothing', request(EMPTY), EMPTY, 'requestList'),
  row(
    parseOcspRequest,
    'a request for seventeen',
    request(
      encodeAll(
        SEQUENCE,
        Array.from({ length: 17 }, () => sequence(certId)),
      ),
    ),
    encodeAll(
      SEQUENCE,
      Array.from({ length: 17 }, () => sequence(certId)),
    ),
    'requestList',
    { code: 'pki/too-large' },
  ),
  row(
    parseOcspRequest,
    'an empty nonce',
    request(requestList, explicit(2, sequence(nonceExtension(0)))),
    octetString(new Uint8Array()),
    'nonce',
  ),
  row(
    parseOcspRequest,
    'a nonce of 129 bytes',
    request(requestList, explicit(2, sequence(nonceExtension(129)))),
    octetString(new Uint8Array(129)),
    'nonce',
  ),
  row(
    parseOcspRequest,
    'a nonce without its OCTET STRING',
    request(requestList, explicit(2, sequence(extension(OID.ocspNonce, integer(7))))),
    integer(7),
    'nonce',
  ),
  row(
    parseOcspResponse,
    'success without an answer',
    sequence(integer(0, 0x0a)),
    sequence(integer(0, 0x0a)),
    'responseBytes',
  ),
  row(
    parseOcspResponse,
    'an answer of an unknown type',
    sequence(integer(0, 0x0a), explicit(0, sequence(oid('1.2.3'), octetString(EMPTY)))),
    oid('1.2.3'),
    'responseType',
  ),
  row(
    parseOcspResponseData,
    'a responder of tag 3',
    dataWith(0, explicit(3, EMPTY)),
    explicit(3, EMPTY),
    'responderID',
  ),
  row(parseOcspResponseData, 'produced at a UTCTime', dataWith(1, time(AT)), time(AT), 'producedAt'),
  row(
    parseOcspResponseData,
    'a status of tag 3',
    single(implicit(3, new Uint8Array()), generalizedTime(AT)),
    implicit(3, new Uint8Array()),
    'certStatus',
  ),
  row(
    parseOcspResponseData,
    'a good status with content',
    single(implicit(0, Uint8Array.of(9)), generalizedTime(AT)),
    implicit(0, Uint8Array.of(9)),
    'certStatus',
  ),
  row(
    parseOcspResponseData,
    'removed from the list',
    single(explicit(1, generalizedTime(AT), explicit(0, integer(8, 0x0a))), generalizedTime(AT)),
    explicit(1, generalizedTime(AT), explicit(0, integer(8, 0x0a))),
    'certStatus',
  ),
  row(
    parseOcspResponseData,
    'an unknown critical extension of an answer',
    single(good, generalizedTime(AT), explicit(1, sequence(extension('1.2.3', EMPTY, true)))),
    sequence(certId, good, generalizedTime(AT), explicit(1, sequence(extension('1.2.3', EMPTY, true)))),
    'extensions',
  ),
];
