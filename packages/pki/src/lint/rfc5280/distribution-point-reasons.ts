import type { CertificateRule } from '../rule.ts';

/** One point leads to a list about every reason. */
export const distributionPointReasons: CertificateRule = {
  rule: 'rfc5280/distribution-point-reasons',
  citation: 'RFC 5280 §4.2.1.13',
  severity: 'error',
  check({ crlDistributionPoints: points }) {
    if (points.length === 0 || points.some(({ reasons }) => !reasons)) return undefined;
    return 'no point about all reasons';
  },
};
