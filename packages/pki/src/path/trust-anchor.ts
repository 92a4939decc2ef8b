/**
 * What is trusted without proof (RFC 5280 §6.1.1 (d)): a certificate as the carrier of a name and a key, and how far the
 * trust goes (the constraints of RFC 5914 §2). Nothing inside a bag of certificates becomes trusted by being
 * self-signed.
 *
 * Of the anchor's own certificate count, beyond what §6 asks: its validity, that it is a CA, its path length and its
 * name constraints. Its policies do not; say them in `policies`.
 */
import type { Certificate } from '../x509/certificate.ts';
import type { NameConstraints } from '../x509/name-constraints.ts';

export interface AnchorConstraints {
  /** Only these policies are accepted below this anchor. */
  policies?: readonly string[];
  requireExplicitPolicy?: boolean;
  inhibitPolicyMapping?: boolean;
  inhibitAnyPolicy?: boolean;
  /** At most this many CAs between the anchor and the certificate. */
  pathLength?: number;
  names?: Partial<NameConstraints>;
}

export interface TrustAnchor {
  certificate: Certificate;
  constraints: AnchorConstraints;
}

export const anchorOf = (root: Certificate | TrustAnchor): TrustAnchor =>
  'constraints' in root ? root : { certificate: root, constraints: {} };
