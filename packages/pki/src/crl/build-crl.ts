/**
 * Writing certificate revocation lists, version 2 (RFC 5280 §5): full and delta, whole or of a part, with number,
 * authority key identifier, and reason and invalidity date per entry. Indirect lists are left out.
 */
import { assembleWithInner } from '../algorithms/assemble.ts';
import { chooseAlgorithm } from '../algorithms/choose-algorithm.ts';
import type { SignatureAlgorithmName } from '../algorithms/signature-algorithm.ts';
import { writeSignatureAlgorithm } from '../algorithms/signature-algorithm.ts';
import { OID } from '../der/oids.ts';
import { TAG } from '../der/tags.ts';
import {
  boolean,
  encodeAll,
  explicit,
  generalizedTime,
  implicit,
  integer,
  octetString,
  oid,
  sequence,
  time,
} from '../der/write.ts';
import { PkiError } from '../errors.ts';
import type { TbsCertificate } from '../x509/certificate.ts';
import type { DistributionPointInput, IssuingDistributionPointInput } from '../x509/distribution-points.ts';
import { buildDistributionPoints, buildIssuingDistributionPoint } from '../x509/distribution-points.ts';
import { keyIdentifier } from '../x509/key-id.ts';
import { normalSerial } from '../x509/serial.ts';
import { ENTRY_REASONS } from './reason.ts';
import type { RevokedCertificate } from './revoked-entries.ts';

export interface TbsCrlInput {
  issuer: TbsCertificate;
  /** Grows with every list of this issuer and scope; full and delta lists share one row of numbers (§5.2.3). */
  number: number;
  /** Makes it a delta list: the number of the full list that it starts from (§5.2.4). */
  baseNumber?: number;
  thisUpdate: Date;
  nextUpdate: Date;
  /** Of a delta list: what has changed since the base. */
  revoked: Iterable<RevokedCertificate>;
  /** For a list of a part of the certificates. */
  scope?: IssuingDistributionPointInput;
  /** Of a full list: where delta lists are found. */
  freshestCrl?: readonly DistributionPointInput[];
  /** What the issuer signs with. Left out: sm2-sm3 for an SM2 key, else the digest that matches its strength. */
  algorithm?: SignatureAlgorithmName;
}

/** The bytes to be signed. Throws `pki/bad-value` with the field that cannot be written. */
export function buildTbsCrl(input: TbsCrlInput): Uint8Array {
  checkInput(input);
  const entries = Array.from(input.revoked, (each) => entry(each, input.baseNumber !== undefined));
  return sequence(
    integer(1),
    writeSignatureAlgorithm(chooseAlgorithm(input.issuer.publicKeyInfo, input.algorithm)),
    input.issuer.subject.der,
    time(input.thisUpdate),
    time(input.nextUpdate),
    // §5.1.2.6: no entries means the member is absent, not empty.
    ...(entries.length > 0 ? [encodeAll(TAG.sequence, entries)] : []),
    explicit(0, sequence(...extensions(input))),
  );
}

function checkInput({ number, baseNumber, thisUpdate, nextUpdate, freshestCrl }: TbsCrlInput): void {
  const refuse = (field: string, detail: string): never => {
    throw new PkiError('pki/bad-value', detail, { field });
  };
  const isNumber = (value: number) => Number.isSafeInteger(value) && value >= 0;
  if (!isNumber(number)) refuse('number', 'a non-negative integer expected');
  if (baseNumber !== undefined && !(isNumber(baseNumber) && baseNumber < number)) {
    refuse('baseNumber', 'a non-negative integer below the number expected');
  }
  if (nextUpdate <= thisUpdate) refuse('nextUpdate', 'not after thisUpdate');
  if (freshestCrl && baseNumber !== undefined) refuse('freshestCrl', 'not allowed in a delta list');
}

function extensions({ issuer, number, baseNumber, scope, freshestCrl }: TbsCrlInput): Uint8Array[] {
  const authority = issuer.subjectKeyId ?? keyIdentifier(issuer.publicKey);
  const extension = (type: string, value: Uint8Array, critical = false) =>
    sequence(oid(type), ...(critical ? [boolean(true)] : []), octetString(value));
  return [
    extension(OID.authorityKeyId, sequence(implicit(0, authority))),
    extension(OID.crlNumber, integer(number)),
    // Critical, so that nobody takes the changes for the whole.
    ...(baseNumber === undefined ? [] : [extension(OID.deltaCrlIndicator, integer(baseNumber), true)]),
    ...(scope ? [extension(OID.issuingDistributionPoint, buildIssuingDistributionPoint(scope), true)] : []),
    ...(freshestCrl ? [extension(OID.freshestCrl, buildDistributionPoints(freshestCrl))] : []),
  ];
}

function entry({ serial, at, reason, invalidityDate }: RevokedCertificate, isDelta: boolean): Uint8Array {
  const details: Uint8Array[] = [];
  if (reason === 'removeFromCRL' && !isDelta) {
    throw new PkiError('pki/bad-value', 'only a delta list takes an entry back', { field: 'reason' });
  }
  // §5.3.1: `unspecified` is expressed by leaving the extension out.
  if (reason !== 'unspecified') {
    details.push(sequence(oid(OID.crlReason), octetString(integer(ENTRY_REASONS[reason], TAG.enumerated))));
  }
  if (invalidityDate) details.push(sequence(oid(OID.invalidityDate), octetString(generalizedTime(invalidityDate))));
  return sequence(integer(normalSerial(serial)), time(at), ...(details.length > 0 ? [sequence(...details)] : []));
}

/** A list from its to-be-signed bytes and the raw signature by the algorithm named inside them. */
export function assembleCrl(tbs: Uint8Array, signature: Uint8Array): Uint8Array {
  return assembleWithInner(tbs, signature, 1);
}
