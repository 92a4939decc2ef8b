import type { CertificateRule } from '../rule.ts';

export const validityOrder: CertificateRule = {
  rule: 'rfc5280/validity-order',
  citation: 'RFC 5280 §4.1.2.5',
  severity: 'error',
  check({ notBefore, notAfter }) {
    return notAfter > notBefore ? undefined : 'notAfter is not after notBefore';
  },
};
