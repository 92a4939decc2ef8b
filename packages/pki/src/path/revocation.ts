/**
 * The revocation of one certificate at one moment, from CRLs and OCSP answers handed in (RFC 5280 §6.3, RFC 6960).
 * What was revoked after the moment was still good then (GM/T 0031 §6.2.3). A list or answer whose next update had
 * passed at the moment says nothing: replaying an old list is how a revocation is hidden.
 */
import type { CertificateList } from '../crl/crl.ts';
import { isCrlSignedBy } from '../crl/crl.ts';
import type { OcspResponse } from '../ocsp/response.ts';
import { verifyOcspResponse } from '../ocsp/verify-response.ts';
import type { Certificate } from '../x509/certificate.ts';

export type RevocationStatus = 'good' | 'revoked' | 'unknown' | 'not-checked';

export interface RevocationCheck {
  certificate: Certificate;
  issuer: Certificate;
  at: Date;
  crls: readonly CertificateList[];
  ocsps: readonly OcspResponse[];
}

export function checkRevocation({ certificate, issuer, at, crls, ocsps }: RevocationCheck): RevocationStatus {
  let good = false;
  for (const response of ocsps) {
    const { ok, status } = verifyOcspResponse({ response, certificate, issuer, at, skewMs: Number.POSITIVE_INFINITY });
    if (!ok || !status || status.kind === 'unknown') continue;
    if (status.kind === 'revoked' && status.at <= at) return 'revoked';
    good = true;
  }
  for (const crl of crls) {
    if (crl.nextUpdate < at || !isCrlSignedBy(crl, issuer)) continue;
    const entry = crl.revoked.find((each) => each.serial === certificate.serial);
    if (entry && entry.at <= at) return 'revoked';
    good = true;
  }
  return good ? 'good' : 'unknown';
}
