/**
 * Certification path validation, a thin RFC 5280 §6: signatures, names, validity, basic constraints and path length,
 * key usage, critical extensions, revocation from what is handed in.
 *
 * Left out: policies, name constraints (critical ones make it refuse, like every critical extension not understood),
 * cross-certified alternatives beyond the first chain whose signatures hold.
 */
import type { CertificateList } from '../crl/crl.ts';
import type { OcspResponse } from '../ocsp/response.ts';
import { sameBytes } from '../bytes.ts';
import type { Certificate } from '../x509/certificate.ts';
import { isSignedBy } from '../x509/certificate.ts';
import { UNDERSTOOD } from '../x509/extensions.ts';
import type { KeyUsage } from '../x509/key-usage.ts';
import { sameName } from '../x509/name.ts';
import type { Reason } from './reason.ts';
import type { RevocationStatus } from './revocation.ts';
import { checkRevocation } from './revocation.ts';

export interface PathCheck {
  certificate: Certificate;
  intermediates: readonly Certificate[];
  /** Trust anchors. Nothing else is trusted, self-signed or not. */
  roots: readonly Certificate[];
  at: Date;
  /** What the certificate was used for; not checked when left out. */
  usage?: KeyUsage;
  /** With either list, the revocation of `certificate` must be known or the path is refused. */
  crls?: readonly CertificateList[];
  ocsps?: readonly OcspResponse[];
}

export interface PathVerdict {
  ok: boolean;
  reasons: readonly Reason[];
  /** From the certificate to the root, as far as it could be built. */
  path: readonly Certificate[];
  /** Of the certificate itself. */
  revocation: RevocationStatus;
}

const MAX_LENGTH = 8;

export function verifyPath(check: PathCheck): PathVerdict {
  const { path, reason } = buildPath(check);
  const reasons = new Set<Reason>(reason ? [reason] : []);
  path.forEach((certificate, depth) => {
    for (const each of judge(certificate, path, depth, check.at)) reasons.add(each);
  });
  if (check.usage && check.certificate.keyUsage && !check.certificate.keyUsage.includes(check.usage)) {
    reasons.add('pki/key-usage-wrong');
  }
  const revocation = judgeRevocation(check, path, reasons);
  return { ok: reasons.size === 0, reasons: [...reasons], path, revocation };
}

function buildPath({ certificate, intermediates, roots }: PathCheck): {
  path: Certificate[];
  reason: Reason | undefined;
} {
  const isRoot = (each: Certificate) => roots.some((root) => sameBytes(root.der, each.der));
  const path = [certificate];
  for (let current = certificate; !isRoot(current); ) {
    if (!current.signatureAlgorithm.name) return { path, reason: 'pki/unsupported-algorithm' };
    const named = [...roots, ...intermediates].filter(
      (each) => sameName(each.subject, current.issuer) && !path.some((known) => sameBytes(known.der, each.der)),
    );
    const issuer = named.find((each) => isSignedBy(current, each));
    if (!issuer) return { path, reason: named.length > 0 ? 'pki/certificate-signature-wrong' : 'pki/chain-incomplete' };
    path.push(issuer);
    if (path.length > MAX_LENGTH) return { path, reason: 'pki/path-too-long' };
    current = issuer;
  }
  return { path, reason: undefined };
}

function judge(certificate: Certificate, path: readonly Certificate[], depth: number, at: Date): Reason[] {
  const reasons: Reason[] = [];
  if (at < certificate.notBefore) reasons.push('pki/not-yet-valid');
  if (at > certificate.notAfter) reasons.push('pki/expired');
  if (certificate.extensions.some((each) => each.critical && !UNDERSTOOD.includes(each.oid))) {
    reasons.push('pki/unknown-critical-extension');
  }
  if (depth === 0) return reasons;
  if (!certificate.basicConstraints?.ca) reasons.push('pki/issuer-not-a-ca');
  if (certificate.keyUsage && !certificate.keyUsage.includes('keyCertSign')) reasons.push('pki/key-usage-wrong');
  // §6.1.4 (l): self-issued certificates between do not count.
  const between = path.slice(1, depth).filter((each) => !sameName(each.issuer, each.subject)).length;
  const allowed = certificate.basicConstraints?.pathLength;
  if (allowed !== undefined && between > allowed) reasons.push('pki/path-too-long');
  return reasons;
}

function judgeRevocation(check: PathCheck, path: readonly Certificate[], reasons: Set<Reason>): RevocationStatus {
  if (!check.crls && !check.ocsps) return 'not-checked';
  const statuses = path.slice(0, -1).map((certificate, depth) =>
    checkRevocation({
      certificate,
      issuer: path[depth + 1] as Certificate,
      at: check.at,
      crls: check.crls ?? [],
      ocsps: check.ocsps ?? [],
    }),
  );
  if (statuses.includes('revoked')) reasons.add('pki/revoked');
  const own = statuses[0] ?? 'unknown';
  if (own === 'unknown' && path.length > 1) reasons.add('pki/revocation-unknown');
  return own;
}
