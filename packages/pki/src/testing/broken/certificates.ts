/** Certificates that are strict DER and no certificates (RFC 5280 §4). */
import { OID } from '../../der/oids.ts';
import {
  boolean,
  encode,
  explicit,
  implicit,
  integer,
  namedBits,
  nullValue,
  octetString,
  oid,
  sequence,
  setOf,
  time,
  utf8,
} from '../../der/write.ts';
import type { PkiErrorCode } from '../../index.ts';
import { parseTbsCertificate } from '../../index.ts';
import { extension, issueLink } from '../chains.ts';
import type { BrokenStructure } from './row.ts';
import { EMPTY, membersOf, row } from './row.ts';

const TBS = membersOf(issueLink({ kind: 'sm2' }, 'Broken', true).certificate.tbs);
const tbsWith = (index: number, member: Uint8Array): Uint8Array =>
  sequence(...TBS.map((each, i) => (i === index ? member : each)));
const VALIDITY = [time(new Date('2026-01-01T00:00:00Z')), time(new Date('2027-01-01T00:00:00Z'))] as const;

function memberRow(what: string, index: number, value: Uint8Array, field: string, fault = value, skip = 0) {
  return row(parseTbsCertificate, what, tbsWith(index, value), fault, field, { skip });
}

function withExtensions(...list: Uint8Array[]): Uint8Array {
  return tbsWith(7, explicit(3, sequence(...list)));
}

function inExtension(what: string, type: string, value: Uint8Array, field: string, fault = value, code?: PkiErrorCode) {
  return row(parseTbsCertificate, what, withExtensions(extension(type, value)), fault, field, code ? { code } : {});
}

const point = (...parts: Uint8Array[]) => sequence(sequence(...parts));
const subtree = (...parts: Uint8Array[]) => sequence(explicit(0, sequence(...parts)));
const DNS = implicit(2, Uint8Array.of(0x61));
const policy = sequence(oid('1.2.3.1'));

export const BROKEN_CERTIFICATES: readonly BrokenStructure[] = [
  memberRow('version 1 written out', 0, explicit(0, integer(0)), 'version', integer(0)),
  memberRow('version 4', 0, explicit(0, integer(3)), 'version', integer(3)),
  row(parseTbsCertificate, 'no version', sequence(...TBS.slice(1)), TBS[1] as Uint8Array, 'version'),
  memberRow('a negative serial number', 1, encode(0x02, Uint8Array.of(0x80)), 'serialNumber'),
  memberRow(
    'an algorithm with a third member',
    2,
    sequence(oid(OID.sm2WithSm3), nullValue(), nullValue()),
    'signature',
    nullValue(),
  ),
  memberRow('an empty RDN', 3, sequence(setOf()), 'issuer', setOf()),
  memberRow(
    'a name of numbers',
    5,
    sequence(setOf(sequence(oid(OID.commonName)))),
    'subject',
    sequence(oid(OID.commonName)),
    7,
  ),
  memberRow('no second time', 4, sequence(VALIDITY[0]), 'notAfter', sequence(VALIDITY[0]), 17),
  memberRow('three times', 4, sequence(...VALIDITY, VALIDITY[1]), 'validity', VALIDITY[1]),
  memberRow('a time that is text', 4, sequence(VALIDITY[0], utf8('2027')), 'notAfter', utf8('2027')),
  memberRow('an issuer unique id', 7, encode(0x81, Uint8Array.of(0, 1)), 'tbsCertificate'),
  row(parseTbsCertificate, 'a member too many', sequence(...TBS, integer(1)), integer(1), 'tbsCertificate'),
  row(parseTbsCertificate, 'no extensions in the list', withExtensions(), EMPTY, 'extensions'),
  row(
    parseTbsCertificate,
    'an extension twice',
    withExtensions(extension('1.2.3', nullValue()), extension('1.2.3', integer(1))),
    extension('1.2.3', integer(1)),
    'extensions',
  ),
  row(
    parseTbsCertificate,
    'critical FALSE written out',
    withExtensions(sequence(oid('1.2.3'), boolean(false), octetString(EMPTY))),
    boolean(false),
    'extensions',
    { code: 'pki/bad-der' },
  ),
  inExtension(
    'key usage with trailing zero bits',
    OID.keyUsage,
    encode(0x03, Uint8Array.of(6, 0x80)),
    'keyUsage',
    undefined,
    'pki/bad-der',
  ),
  inExtension('key usage with a tenth bit', OID.keyUsage, namedBits([9]), 'keyUsage'),
  inExtension('key usage that is a number', OID.keyUsage, integer(5), 'keyUsage'),
  inExtension(
    'cA FALSE written out',
    OID.basicConstraints,
    sequence(boolean(false)),
    'basicConstraints',
    boolean(false),
    'pki/bad-der',
  ),
  inExtension('a path length without cA', OID.basicConstraints, sequence(integer(1)), 'basicConstraints'),
  inExtension(
    'a negative path length',
    OID.basicConstraints,
    sequence(boolean(true), encode(0x02, Uint8Array.of(0xff))),
    'basicConstraints',
    encode(0x02, Uint8Array.of(0xff)),
  ),
  inExtension('no alternative names', OID.subjectAltName, EMPTY, 'subjectAltName'),
  inExtension(
    'an alternative name of tag 9',
    OID.subjectAltName,
    sequence(implicit(9, Uint8Array.of(1))),
    'subjectAltName',
    implicit(9, Uint8Array.of(1)),
  ),
  inExtension(
    'an address of five octets',
    OID.subjectAltName,
    sequence(implicit(7, new Uint8Array(5))),
    'subjectAltName',
    implicit(7, new Uint8Array(5)),
  ),
  inExtension(
    'a URI with a space',
    OID.subjectAltName,
    sequence(implicit(6, Uint8Array.of(0x61, 0x20))),
    'subjectAltName',
    implicit(6, Uint8Array.of(0x61, 0x20)),
  ),
  inExtension('no policies', OID.certificatePolicies, EMPTY, 'certificatePolicies'),
  inExtension('a policy twice', OID.certificatePolicies, sequence(policy, policy), 'certificatePolicies', policy),
  inExtension(
    'empty qualifiers',
    OID.certificatePolicies,
    sequence(sequence(oid('1.2.3.1'), EMPTY)),
    'certificatePolicies',
    EMPTY,
  ),
  inExtension('no mappings', OID.policyMappings, EMPTY, 'policyMappings'),
  inExtension('no policy constraint', OID.policyConstraints, EMPTY, 'policyConstraints'),
  inExtension('a negative count', OID.inhibitAnyPolicy, encode(0x02, Uint8Array.of(0xff)), 'inhibitAnyPolicy'),
  inExtension('no subtrees', OID.nameConstraints, EMPTY, 'nameConstraints'),
  inExtension('an empty list of subtrees', OID.nameConstraints, sequence(explicit(0)), 'nameConstraints', explicit(0)),
  inExtension(
    'a minimum',
    OID.nameConstraints,
    subtree(DNS, implicit(0, Uint8Array.of(1))),
    'nameConstraints',
    implicit(0, Uint8Array.of(1)),
  ),
  inExtension(
    'a maximum',
    OID.nameConstraints,
    subtree(DNS, implicit(1, Uint8Array.of(1))),
    'nameConstraints',
    implicit(1, Uint8Array.of(1)),
  ),
  inExtension(
    'a mask with a hole',
    OID.nameConstraints,
    subtree(implicit(7, Uint8Array.of(10, 0, 0, 0, 255, 0, 255, 0))),
    'nameConstraints',
    implicit(7, Uint8Array.of(10, 0, 0, 0, 255, 0, 255, 0)),
  ),
  inExtension('no distribution points', OID.crlDistributionPoints, EMPTY, 'crlDistributionPoints'),
  inExtension(
    'a point that names nothing',
    OID.crlDistributionPoints,
    point(implicit(1, Uint8Array.of(6, 0x40))),
    'crlDistributionPoints',
    sequence(implicit(1, Uint8Array.of(6, 0x40))),
  ),
  inExtension(
    'a point without names',
    OID.crlDistributionPoints,
    point(explicit(0, explicit(0))),
    'crlDistributionPoints',
    explicit(0),
  ),
];
