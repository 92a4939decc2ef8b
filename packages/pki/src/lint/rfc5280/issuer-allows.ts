import { algorithmFits } from '../../algorithms/verify-signature.ts';
import { NameRules } from '../../path/name-constraints.ts';
import type { CertificateRule } from '../rule.ts';

/** What no path could be valid with: an issuer that is no CA, may have no CA below it, or forbids the names. */
export const issuerAllows: CertificateRule = {
  rule: 'rfc5280/issuer-allows',
  citation: 'RFC 5280 §6.1.3 (b), (c), §6.1.4 (k)–(n)',
  severity: 'error',
  check(certificate, { issuer }) {
    if (!issuer) return undefined;
    if (!issuer.basicConstraints?.ca) return 'the issuer is no CA';
    if (issuer.keyUsage && !issuer.keyUsage.includes('keyCertSign')) return 'the issuer may not sign certificates';
    if (issuer.basicConstraints.pathLength === 0 && certificate.basicConstraints?.ca) return 'no CA below this issuer';
    if (!algorithmFits(certificate.signatureAlgorithm, issuer.publicKeyInfo)) return 'not an algorithm of its key';
    const names = new NameRules();
    if (issuer.nameConstraints) names.add(issuer.nameConstraints);
    return names.judge(certificate);
  },
};
