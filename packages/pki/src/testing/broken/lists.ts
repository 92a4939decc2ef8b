/** Revocation lists that are strict DER and no lists (RFC 5280 §5). */
import { concat } from '../../bytes.ts';
import { OID } from '../../der/oids.ts';
import { encode, explicit, implicit, integer, sequence, time } from '../../der/write.ts';
import type { PkiErrorCode } from '../../index.ts';
import { buildTbsCrl, parseTbsCrl } from '../../index.ts';
import { extension } from '../chains.ts';
import { AT, makeToyCa } from '../toy-ca.ts';
import type { BrokenStructure } from './row.ts';
import { EMPTY, membersOf, row } from './row.ts';

const LIST = membersOf(
  buildTbsCrl({
    issuer: makeToyCa().issuing.certificate,
    number: 5,
    thisUpdate: AT,
    nextUpdate: new Date(AT.getTime() + 86_400_000),
    revoked: [{ serial: '0a', at: AT, reason: 'superseded' }],
  }),
);
const listWith = (index: number, value: Uint8Array) => sequence(...LIST.map((each, i) => (i === index ? value : each)));
const entryOf = (...parts: Uint8Array[]) => sequence(sequence(...parts));
const listExtension = (
  what: string,
  type: string,
  value: Uint8Array,
  field: string,
  fault = value,
  code?: PkiErrorCode,
) =>
  row(
    parseTbsCrl,
    what,
    listWith(6, explicit(0, sequence(extension(type, value, true)))),
    fault,
    field,
    code ? { code } : {},
  );
const entryExtension = (type: string, value: Uint8Array) =>
  entryOf(integer(1), time(AT), sequence(extension(type, value)));

export const BROKEN_LISTS: readonly BrokenStructure[] = [
  row(
    parseTbsCrl,
    'version 1 of a list',
    listWith(0, integer(0)),
    concat(integer(0), LIST[1] as Uint8Array),
    'version',
  ),
  row(
    parseTbsCrl,
    'a list without nextUpdate',
    sequence(...LIST.filter((_, i) => i !== 4)),
    LIST[5] as Uint8Array,
    'nextUpdate',
  ),
  row(
    parseTbsCrl,
    'an entry without a time',
    listWith(5, entryOf(integer(1))),
    sequence(integer(1)),
    'revokedCertificates',
    { skip: 5 },
  ),
  row(
    parseTbsCrl,
    'an entry of a negative serial number',
    listWith(5, entryOf(encode(0x02, Uint8Array.of(0x80)), time(AT))),
    encode(0x02, Uint8Array.of(0x80)),
    'revokedCertificates',
  ),
  row(
    parseTbsCrl,
    'an entry of four members',
    listWith(5, entryOf(integer(1), time(AT), sequence(extension(OID.crlReason, integer(1, 0x0a))), integer(7))),
    integer(7),
    'revokedCertificates',
  ),
  row(
    parseTbsCrl,
    'an entry that is no SEQUENCE',
    listWith(5, sequence(integer(7))),
    integer(7),
    'revokedCertificates',
  ),
  row(
    parseTbsCrl,
    'reason 7',
    listWith(5, entryExtension(OID.crlReason, integer(7, 0x0a))),
    sequence(integer(1), time(AT), sequence(extension(OID.crlReason, integer(7, 0x0a)))),
    'crlReason',
  ),
  row(
    parseTbsCrl,
    'a reason that is an INTEGER',
    listWith(5, entryExtension(OID.crlReason, integer(1))),
    integer(1),
    'crlReason',
  ),
  row(
    parseTbsCrl,
    'an invalidity date in UTCTime',
    listWith(5, entryExtension(OID.invalidityDate, time(AT))),
    time(AT),
    'invalidityDate',
  ),
  listExtension('a negative list number', OID.crlNumber, encode(0x02, Uint8Array.of(0x80)), 'crlNumber'),
  listExtension('a scope of nothing', OID.issuingDistributionPoint, EMPTY, 'issuingDistributionPoint'),
  listExtension(
    'users and CAs alone',
    OID.issuingDistributionPoint,
    sequence(implicit(1, Uint8Array.of(0xff)), implicit(2, Uint8Array.of(0xff))),
    'issuingDistributionPoint',
  ),
  listExtension(
    'a flag FALSE written out',
    OID.issuingDistributionPoint,
    sequence(implicit(1, Uint8Array.of(0))),
    'issuingDistributionPoint',
    implicit(1, Uint8Array.of(0)),
    'pki/bad-der',
  ),
  row(
    parseTbsCrl,
    'a flag of 01',
    listWith(
      6,
      explicit(0, sequence(extension(OID.issuingDistributionPoint, sequence(implicit(1, Uint8Array.of(1))), true))),
    ),
    sequence(implicit(1, Uint8Array.of(1))),
    'issuingDistributionPoint',
    { code: 'pki/bad-der', skip: 4 },
  ),
];
