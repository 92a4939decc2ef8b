/**
 * Reading certificate revocation lists (RFC 5280 §5). A critical extension that is not understood — delta indicator,
 * issuing distribution point — makes the list unusable here and is refused: reading such a list as a full one would
 * turn "not in this part" into "not revoked".
 */
import type { SignatureAlgorithm } from '../algorithms/signature-algorithm.ts';
import { readSignatureAlgorithm } from '../algorithms/signature-algorithm.ts';
import { readSignatureValue } from '../algorithms/signature-value.ts';
import { isSignatureOf } from '../algorithms/verify-signature.ts';
import { sameBytes } from '../bytes.ts';
import { OID } from '../der/oids.ts';
import type { Der } from '../der/read.ts';
import { readDer } from '../der/read.ts';
import { contextConstructed, TAG } from '../der/tags.ts';
import { readBitOctets, readIntegerHex, readSmallInteger, readTime } from '../der/values.ts';
import type { TbsCertificate } from '../x509/certificate.ts';
import type { Extension } from '../x509/extensions.ts';
import { openExtension, readAuthorityKeyId, readExtensions } from '../x509/extensions.ts';
import type { Name } from '../x509/name.ts';
import { readName, sameName } from '../x509/name.ts';
import type { RevokedCertificate } from './build-crl.ts';
import { reasonOf } from './reason.ts';

export interface CertificateList {
  der: Uint8Array;
  /** Encoded TBSCertList: the bytes that are signed. */
  tbs: Uint8Array;
  issuer: Name;
  /** cRLNumber as lower-case hex. */
  number: string | undefined;
  thisUpdate: Date;
  nextUpdate: Date;
  revoked: readonly RevokedCertificate[];
  authorityKeyId: Uint8Array | undefined;
  signatureAlgorithm: SignatureAlgorithm;
  /** Raw, as of a certificate. */
  signature: Uint8Array;
}

const LIMITS = { maxBytes: 32 << 20, maxDepth: 12 };
const MAX_ENTRIES = 500_000;
const ENTRY_EXTENSIONS: readonly string[] = [OID.crlReason, OID.invalidityDate];
const LIST_EXTENSIONS: readonly string[] = [OID.crlNumber, OID.authorityKeyId];

/** Parse a full CRL of version 2. nextUpdate is required. */
export function parseCrl(der: Uint8Array): CertificateList {
  const root = readDer(der, { limits: LIMITS });
  const fields = root.open(TAG.sequence, 'certificateList');
  const tbsAt = fields.next(TAG.sequence, 'tbsCertList');
  const algorithmAt = fields.any('signatureAlgorithm');
  const signatureAlgorithm = readSignatureAlgorithm(algorithmAt, 'signatureAlgorithm');
  const signatureAt = fields.any('signatureValue');
  fields.done();
  const bits = readBitOctets(signatureAt, 'signatureValue');
  const signature = readSignatureValue(signatureAlgorithm, bits, signatureAt.contentOffset + 1);
  const tbs = readTbsCrl(tbsAt);
  if (!sameBytes(tbs.innerAlgorithm, signatureAlgorithm.der)) {
    algorithmAt.fail('signatureAlgorithm', 'differs from the one inside tbsCertList');
  }
  const { innerAlgorithm: _same, ...list } = tbs;
  return { ...list, der: root.bytes, signatureAlgorithm, signature };
}

/** The unsigned part alone, for whoever is asked to sign it. */
export function parseTbsCrl(tbs: Uint8Array): Omit<CertificateList, 'der' | 'signatureAlgorithm' | 'signature'> {
  const { innerAlgorithm: _unused, ...list } = readTbsCrl(readDer(tbs, { limits: LIMITS }));
  return list;
}

function readTbsCrl(tbsAt: Der) {
  const tbs = tbsAt.open(TAG.sequence, 'tbsCertList');
  const versionAt = tbs.any('version');
  if (readSmallInteger(versionAt, 'version') !== 1) versionAt.fail('version', 'not version 2');
  const inner = readSignatureAlgorithm(tbs.any('signature'), 'signature');
  const issuer = readName(tbs.any('issuer'), 'issuer');
  const thisUpdate = readTime(tbs.any('thisUpdate'), 'thisUpdate').instant;
  const nextUpdate = readTime(tbs.any('nextUpdate'), 'nextUpdate').instant;
  const entries = tbs.maybe(TAG.sequence)?.list(TAG.sequence, 'revokedCertificates', MAX_ENTRIES) ?? [];
  const wrapped = tbs.maybe(contextConstructed(0))?.open(contextConstructed(0), 'crlExtensions');
  const extensions = wrapped ? readExtensions(wrapped.any('crlExtensions'), 'crlExtensions') : [];
  wrapped?.done();
  tbs.done();
  refuseUnknownCritical(extensions, LIST_EXTENSIONS, tbsAt);
  const numberAt = openExtension(extensions, OID.crlNumber);
  return {
    tbs: tbsAt.bytes,
    innerAlgorithm: inner.der,
    issuer,
    number: numberAt && readIntegerHex(numberAt, 'crlNumber'),
    thisUpdate,
    nextUpdate,
    revoked: entries.map(readEntry),
    authorityKeyId: readAuthorityKeyId(extensions),
  };
}

function readEntry(value: Der): RevokedCertificate {
  const field = 'revokedCertificates';
  const fields = value.open(TAG.sequence, field);
  const serial = readIntegerHex(fields.any(field), field);
  const at = readTime(fields.any(field), field).instant;
  const extensions = fields.more ? readExtensions(fields.any(field), field) : [];
  fields.done();
  refuseUnknownCritical(extensions, ENTRY_EXTENSIONS, value);
  const reasonAt = openExtension(extensions, OID.crlReason);
  const reason = reasonAt ? reasonOf(readSmallInteger(reasonAt, 'crlReason', TAG.enumerated)) : 'unspecified';
  return { serial, at, reason: reason ?? value.fail('crlReason', 'unknown reason') };
}

function refuseUnknownCritical(extensions: readonly Extension[], known: readonly string[], at: Der): void {
  const unknown = extensions.find((each) => each.critical && !known.includes(each.oid));
  if (unknown) at.fail('extensions', `critical extension ${unknown.oid} is not understood`);
}

/** Whether this issuer's key signed the list and the names agree. Says nothing about time. */
export function isCrlSignedBy(crl: CertificateList, issuer: TbsCertificate): boolean {
  if (!sameName(crl.issuer, issuer.subject)) return false;
  if (issuer.keyUsage && !issuer.keyUsage.includes('cRLSign')) return false;
  const { signatureAlgorithm: algorithm, tbs: message, signature } = crl;
  return isSignatureOf({ algorithm, publicKey: issuer.publicKeyInfo, message, signature });
}
