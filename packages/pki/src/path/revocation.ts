/**
 * The revocation of the certificates of a path at one moment, from CRLs and OCSP answers handed in (RFC 5280 §6.3,
 * RFC 6960). What was revoked after the moment was still good then (GM/T 0031 §6.2.3). A list or answer whose next
 * update had passed at the moment says nothing: replaying an old list is how a revocation is hidden. Nor does the
 * silence of one made after the certificate expired: entries leave a list then (§3.3), unless it says that they stay.
 */
import type { CertificateList } from '../crl/crl.ts';
import type { RevokedCertificate } from '../crl/revoked-entries.ts';
import { OID } from '../der/oids.ts';
import type { OcspResponse } from '../ocsp/response.ts';
import { verifyOcspResponse } from '../ocsp/verify-response.ts';
import type { Certificate } from '../x509/certificate.ts';
import { nameKey, sameName } from '../x509/compare-names.ts';
import type { ReasonFlag } from '../x509/distribution-points.ts';
import { ALL_REASONS } from '../x509/distribution-points.ts';
import { reasonsCovered, sameScope } from './crl-scope.ts';
import type { Reason } from './reason.ts';

export type RevocationStatus = 'good' | 'revoked' | 'unknown' | 'not-checked';

/**
 * off: not asked. soft: only what is known to be revoked is refused. leaf: the certificate must be known to be good, of
 * the CAs above only "revoked" counts. all: every certificate below the anchor must be known to be good.
 */
export type RevocationPolicy = 'off' | 'soft' | 'leaf' | 'all';

export interface Evidence {
  at: Date;
  crls: readonly CertificateList[];
  ocsps: readonly OcspResponse[];
  /** Whether this issuer, or somebody for it, signed the list. */
  isSignedFor: (list: CertificateList, issuer: Certificate) => boolean;
}

export function judgeRevocation(
  path: readonly Certificate[],
  policy: RevocationPolicy,
  evidence: Evidence,
): { status: RevocationStatus; reasons: readonly Reason[] } {
  if (policy === 'off') return { status: 'not-checked', reasons: [] };
  const statuses = path
    .slice(0, -1)
    .map((certificate, depth) => checkRevocation(certificate, path[depth + 1] as Certificate, evidence));
  const status = statuses[0] ?? 'unknown';
  const reasons: Reason[] = statuses.includes('revoked') ? ['pki/revoked'] : [];
  const needed = policy === 'all' ? statuses : policy === 'leaf' ? statuses.slice(0, 1) : [];
  if (needed.includes('unknown')) reasons.push('pki/revocation-unknown');
  return { status, reasons };
}

function checkRevocation(certificate: Certificate, issuer: Certificate, evidence: Evidence): RevocationStatus {
  const byOcsp = askAnswers(certificate, issuer, evidence);
  if (byOcsp === 'revoked') return 'revoked';
  const byList = askLists(certificate, issuer, evidence);
  if (byList === 'revoked') return 'revoked';
  if (byOcsp === 'good' || byList === 'good') return 'good';
  // RFC 6960 §4.2.2.2.1: its CA asks not to ask about a responder.
  const exempt = certificate.extensions.some(({ oid }) => oid === OID.ocspNoCheck);
  return exempt && certificate.extendedKeyUsage?.includes(OID.ocspSigning) ? 'not-checked' : 'unknown';
}

function askAnswers(certificate: Certificate, issuer: Certificate, evidence: Evidence): RevocationStatus {
  const { at, ocsps } = evidence;
  const isRevoked = (delegate: Certificate) => askLists(delegate, issuer, evidence) === 'revoked';
  let status: RevocationStatus = 'unknown';
  for (const response of ocsps) {
    if (!response.answers.some(({ certId }) => certId.serial === certificate.serial)) continue;
    const check = { response, certificate, issuer, at, isRevoked, skewMs: Number.POSITIVE_INFINITY };
    const verdict = verifyOcspResponse(check);
    if (!verdict.ok || !verdict.answer || verdict.answer.status.kind === 'unknown') continue;
    const { answer } = verdict;
    if (answer.status.kind === 'revoked') {
      if (answer.status.at <= at) return 'revoked';
      status = 'good';
    } else if (speaksOf(certificate, response.producedAt, answer.archiveCutoff)) status = 'good';
  }
  return status;
}

/** Whether evidence of this date still knows of the certificate, if it was revoked. */
function speaksOf({ notAfter }: Certificate, made: Date, keptFrom: Date | undefined): boolean {
  return made <= notAfter || (keptFrom !== undefined && keptFrom <= notAfter);
}

function askLists(certificate: Certificate, issuer: Certificate, evidence: Evidence): RevocationStatus {
  const { at, crls } = evidence;
  const lists = crls
    .filter((crl) => at <= crl.nextUpdate && sameName(crl.issuer, certificate.issuer))
    .filter((crl) => evidence.isSignedFor(crl, issuer))
    .toSorted((a, b) => b.thisUpdate.getTime() - a.thisUpdate.getTime());
  const cleared = new Set<ReasonFlag>();
  const spoken = new Set<string>();
  for (const list of lists) {
    const reasons = list.baseNumber === undefined ? reasonsCovered(list, certificate) : [];
    if (reasons.length === 0) continue;
    const entry = entryOf(certificate, list, lists);
    // A hold on an older list that a newer one of the same part does not repeat was lifted.
    const part = nameKey(list.issuer) + (list.scope ? String(list.scope.der) : '');
    const lifted = entry?.reason === 'certificateHold' && spoken.has(part);
    if (entry && entry.at <= at && !lifted) return 'revoked';
    const silent = entry === undefined && !speaksOf(certificate, list.thisUpdate, list.expiredCertsFrom);
    if (silent) continue;
    spoken.add(part);
    for (const reason of reasons) cleared.add(reason);
  }
  return ALL_REASONS.every((reason) => cleared.has(reason)) ? 'good' : 'unknown';
}

/** The entry of a full list, as the newest delta list on top of it leaves it (§6.3.3 (c), (i), (j)). */
function entryOf(
  { serial }: Certificate,
  full: CertificateList,
  lists: readonly CertificateList[],
): RevokedCertificate | undefined {
  const delta = lists.find((each) => isDeltaOf(each, full));
  const changed = delta?.revoked.find(serial);
  if (changed) return changed.reason === 'removeFromCRL' ? undefined : changed;
  return full.revoked.find(serial);
}

/** §5.2.4: the same scope, begun from this list or an earlier one, and newer than it. */
function isDeltaOf(delta: CertificateList, full: CertificateList): boolean {
  if (delta.baseNumber === undefined || delta.number === undefined || full.number === undefined) return false;
  const [base, number, of] = [delta.baseNumber, delta.number, full.number].map((hex) => BigInt(`0x${hex}`)) as [
    bigint,
    bigint,
    bigint,
  ];
  return base <= of && of < number && sameScope(delta, full);
}
