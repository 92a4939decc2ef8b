/**
 * Reading certificate revocation lists, full and delta (RFC 5280 §5). A list may cover a part: `baseNumber` says that it
 * holds changes only, `scope` which certificates it is about. Whoever asks such a list as if it were full would take
 * "not in this part" for "not revoked"; path/revocation.ts is what asks properly.
 *
 * Refused: version 1, lists without nextUpdate, critical extensions that are not understood.
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
import { sameName } from '../x509/compare-names.ts';
import type { DistributionPoint, IssuingDistributionPoint } from '../x509/distribution-points.ts';
import { readDistributionPoints, readIssuingDistributionPoint } from '../x509/distribution-points.ts';
import type { Extension } from '../x509/extensions.ts';
import { openExtension, readAuthorityKeyId, readExtensions } from '../x509/extensions.ts';
import type { Name } from '../x509/name.ts';
import { readName } from '../x509/name.ts';
import { RevokedEntries } from './revoked-entries.ts';

export interface TbsCertificateList {
  /** Encoded TBSCertList: the bytes that are signed. */
  tbs: Uint8Array;
  signatureAlgorithm: SignatureAlgorithm;
  issuer: Name;
  /** cRLNumber as lower-case hex. */
  number: string | undefined;
  /** Of a delta list: the number of the full list that it starts from, as lower-case hex. */
  baseNumber: string | undefined;
  thisUpdate: Date;
  nextUpdate: Date;
  timeForms: readonly ['utc' | 'generalized', 'utc' | 'generalized'];
  revoked: RevokedEntries;
  authorityKeyId: Uint8Array | undefined;
  /** What part of the issuer's certificates the list covers; undefined: all. */
  scope: IssuingDistributionPoint | undefined;
  freshestCrl: readonly DistributionPoint[];
  /** The list still holds certificates that expired since then (X.509 §9.5.2.10). */
  expiredCertsFrom: Date | undefined;
  extensions: readonly Extension[];
}

export interface CertificateList extends TbsCertificateList {
  der: Uint8Array;
  /** Raw, as of a certificate. */
  signature: Uint8Array;
}

const LIMITS = { maxBytes: 32 << 20, maxDepth: 16 };
const MAX_ENTRIES = 500_000;
const UNDERSTOOD: readonly string[] = [
  OID.crlNumber,
  OID.authorityKeyId,
  OID.issuerAltName,
  OID.deltaCrlIndicator,
  OID.issuingDistributionPoint,
  OID.freshestCrl,
  OID.expiredCertsOnCrl,
];

/** Parse one list: 32 MB and 500,000 entries at most. Throws PkiError. */
export function parseCrl(der: Uint8Array): CertificateList {
  const root = readDer(der, { limits: LIMITS });
  const fields = root.open(TAG.sequence, 'certificateList');
  const tbsAt = fields.next(TAG.sequence, 'tbsCertList');
  const algorithmAt = fields.any('signatureAlgorithm');
  const algorithm = readSignatureAlgorithm(algorithmAt, 'signatureAlgorithm');
  const signatureAt = fields.any('signatureValue');
  fields.done();
  const bits = readBitOctets(signatureAt, 'signatureValue');
  const signature = readSignatureValue(algorithm, bits, signatureAt.contentOffset + 1);
  const tbs = readTbsCrl(tbsAt);
  if (!sameBytes(tbs.signatureAlgorithm.der, algorithm.der)) {
    algorithmAt.fail('signatureAlgorithm', 'differs from the one inside tbsCertList');
  }
  return { ...tbs, der: root.bytes, signature };
}

/** The unsigned part alone, for whoever is asked to sign it. */
export function parseTbsCrl(tbs: Uint8Array): TbsCertificateList {
  return readTbsCrl(readDer(tbs, { limits: LIMITS }));
}

function readTbsCrl(tbsAt: Der): TbsCertificateList {
  const tbs = tbsAt.open(TAG.sequence, 'tbsCertList');
  const versionAt = tbs.any('version');
  if (readSmallInteger(versionAt, 'version') !== 1) versionAt.fail('version', 'not version 2');
  const signatureAlgorithm = readSignatureAlgorithm(tbs.any('signature'), 'signature');
  const issuer = readName(tbs.any('issuer'), 'issuer');
  const thisUpdate = readTime(tbs.any('thisUpdate'), 'thisUpdate');
  const nextUpdate = readTime(tbs.any('nextUpdate'), 'nextUpdate');
  const revoked = new RevokedEntries(tbs.maybe(TAG.sequence), MAX_ENTRIES);
  const wrapped = tbs.maybe(contextConstructed(0));
  tbs.done();
  const extensions = wrapped
    ? readExtensions(wrapped.only(contextConstructed(0), 'crlExtensions'), 'crlExtensions')
    : [];
  const unknown = extensions.find((each) => each.critical && !UNDERSTOOD.includes(each.oid));
  if (unknown) tbsAt.fail('extensions', `critical extension ${unknown.oid} is not understood`);
  const number = (oid: string, field: string) => {
    const value = openExtension(extensions, oid);
    return value && readIntegerHex(value, field);
  };
  const sinceAt = openExtension(extensions, OID.expiredCertsOnCrl)?.expect(TAG.generalizedTime, 'expiredCertsOnCRL');
  return {
    tbs: tbsAt.bytes,
    signatureAlgorithm,
    issuer,
    number: number(OID.crlNumber, 'crlNumber'),
    baseNumber: number(OID.deltaCrlIndicator, 'deltaCRLIndicator'),
    thisUpdate: thisUpdate.instant,
    nextUpdate: nextUpdate.instant,
    timeForms: [thisUpdate.form, nextUpdate.form],
    revoked,
    authorityKeyId: readAuthorityKeyId(extensions),
    scope: readIssuingDistributionPoint(extensions),
    freshestCrl: readDistributionPoints(extensions, OID.freshestCrl),
    expiredCertsFrom: sinceAt && readTime(sinceAt, 'expiredCertsOnCRL').instant,
    extensions,
  };
}

/** Whether this issuer's key signed the list and the names agree. Says nothing about time or scope. */
export function isCrlSignedBy(crl: CertificateList, issuer: TbsCertificate): boolean {
  if (!sameName(crl.issuer, issuer.subject)) return false;
  if (issuer.keyUsage && !issuer.keyUsage.includes('cRLSign')) return false;
  const { signatureAlgorithm: algorithm, tbs: message, signature } = crl;
  return isSignatureOf({ algorithm, publicKey: issuer.publicKeyInfo, message, signature });
}
