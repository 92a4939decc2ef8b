/**
 * Certification path validation (RFC 5280 §6): a path to a trust anchor is found in a bag of certificates, judged, and
 * its revocation asked of the lists and answers handed in. A function of its inputs: nothing is fetched, no clock is read.
 *
 * Of several paths the first that holds is answered; when none does, the one with the fewest faults.
 */
import type { CertificateList } from '../crl/crl.ts';
import type { OcspResponse } from '../ocsp/response.ts';
import type { Certificate } from '../x509/certificate.ts';
import { isSignedBy } from '../x509/certificate.ts';
import { sameName } from '../x509/compare-names.ts';
import type { FoundPath, PathLimits } from './build-path.ts';
import { PATH_LIMITS, PathSearch } from './build-path.ts';
import type { PathRules } from './judge-path.ts';
import { judgePath } from './judge-path.ts';
import { ListSignatures } from './list-signatures.ts';
import { checkMoment } from '../moment.ts';
import type { Reason } from './reason.ts';
import type { RevocationPolicy, RevocationStatus } from './revocation.ts';
import { judgeRevocation } from './revocation.ts';
import type { TrustAnchor } from './trust-anchor.ts';
import { anchorOf } from './trust-anchor.ts';

interface Circumstances extends PathRules {
  /** Trust anchors. Nothing else is trusted, self-signed or not. */
  roots: readonly (Certificate | TrustAnchor)[];
  at: Date;
  crls?: readonly CertificateList[];
  ocsps?: readonly OcspResponse[];
  /** `leaf` when lists or answers are handed in, `off` without. */
  revocation?: RevocationPolicy;
}

export interface PathCheck extends Circumstances {
  certificate: Certificate;
  /** Certificates that may help, in any order, trusted in nothing. */
  intermediates: readonly Certificate[];
  /** How much work the intermediates may cause. */
  limits?: Partial<PathLimits>;
}

export interface PathVerdict {
  ok: boolean;
  reasons: readonly Reason[];
  /** From the certificate to the root, as far as it could be built. */
  path: readonly Certificate[];
  /** Of the certificate itself. */
  revocation: RevocationStatus;
  /** Certificate policies under which the path is valid, in the anchor's words; anyPolicy stands for all. */
  policies: readonly string[];
}

/**
 * Build and validate. Never throws on evidence: what is wrong is in `reasons`. Throws `pki/bad-value` (`at`) for an invalid
 * date, as verifyGivenPath does.
 */
export function verifyPath(check: PathCheck): PathVerdict {
  checkMoment(check.at);
  const limits = { ...PATH_LIMITS, ...check.limits };
  const search = new PathSearch(check.intermediates, check.roots.map(anchorOf), check.at, limits);
  const signatures = new ListSignatures(check.intermediates, check.at);
  let best: PathVerdict | undefined;
  let judged = 0;
  for (const found of search.paths(check.certificate)) {
    const verdict = judge(check, found, signatures);
    if (verdict.ok) return verdict;
    if (!best || verdict.reasons.length < best.reasons.length) best = verdict;
    judged++;
    if (judged === limits.paths) {
      search.exhausted = true;
      break;
    }
  }
  if (best) return search.exhausted ? { ...best, reasons: [...best.reasons, 'pki/path-too-complex'] } : best;
  const { path = [check.certificate], reason = 'pki/chain-incomplete' } = search.deadEnd ?? {};
  return unfinished(check, path, search.exhausted ? [reason, 'pki/path-too-complex'] : [reason]);
}

export interface GivenPathCheck extends Circumstances {
  /** From the certificate to the one below the anchor, or to the anchor itself. */
  path: readonly Certificate[];
}

/** Validate a path as it stands: each certificate names and was signed by the next, the last by one of the roots. */
export function verifyGivenPath(check: GivenPathCheck): PathVerdict {
  checkMoment(check.at);
  const anchors = check.roots.map(anchorOf);
  const search = new PathSearch([], anchors, check.at, PATH_LIMITS);
  const last = check.path.at(-1);
  if (!last) return { ok: false, reasons: ['pki/chain-incomplete'], path: [], revocation: 'not-checked', policies: [] };
  if (check.path.length > PATH_LIMITS.length) return unfinished(check, check.path, ['pki/path-too-long']);
  for (const [i, issuer] of check.path.slice(1).entries()) {
    const subject = check.path[i] as Certificate;
    if (!sameName(subject.issuer, issuer.subject)) return unfinished(check, check.path, ['pki/name-chaining-wrong']);
    if (!isSignedBy(subject, issuer)) return unfinished(check, check.path, ['pki/certificate-signature-wrong']);
  }
  // Only anchors are in this search, so it adds one certificate at most.
  for (const { path, anchor } of search.paths(last)) {
    return judge(check, { path: [...check.path.slice(0, -1), ...path], anchor }, new ListSignatures([], check.at));
  }
  return unfinished(check, check.path, [search.deadEnd?.reason ?? 'pki/chain-incomplete']);
}

function judge(check: Circumstances, { path, anchor }: FoundPath, signatures: ListSignatures): PathVerdict {
  const { reasons, policies } = judgePath(path, anchor, check.at, check);
  const revocation = judgeRevocation(path, policyOf(check), evidenceOf(check, signatures, anchor));
  const all = [...new Set([...reasons, ...revocation.reasons])];
  return { ok: all.length === 0, reasons: all, path, revocation: revocation.status, policies };
}

/** No path: what can be said of the certificates found is said all the same. */
function unfinished(check: Circumstances, path: readonly Certificate[], reasons: readonly Reason[]): PathVerdict {
  const [certificate] = path as [Certificate];
  const all = new Set(reasons);
  if (path.some(({ notBefore }) => check.at < notBefore)) all.add('pki/not-yet-valid');
  if (path.some(({ notAfter }) => check.at > notAfter)) all.add('pki/expired');
  if (check.usage && certificate.keyUsage && !certificate.keyUsage.includes(check.usage)) {
    all.add('pki/key-usage-wrong');
  }
  const evidence = evidenceOf(check, new ListSignatures([], check.at));
  const revocation = judgeRevocation(path, policyOf(check), evidence);
  for (const reason of revocation.reasons) all.add(reason);
  return { ok: false, reasons: [...all], path, revocation: revocation.status, policies: [] };
}

/** `anchor`: of a path that has one. */
function evidenceOf({ at, crls = [], ocsps = [] }: Circumstances, signatures: ListSignatures, anchor?: TrustAnchor) {
  const isSignedFor = (list: CertificateList, issuer: Certificate) => signatures.isSignedFor(list, issuer, anchor);
  return { at, crls, ocsps, isSignedFor };
}

const policyOf = ({ crls, ocsps, revocation }: Circumstances): RevocationPolicy =>
  revocation ?? (crls !== undefined || ocsps !== undefined ? 'leaf' : 'off');
