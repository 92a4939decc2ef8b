import type { Rule } from '../rule.ts';
import { urlFault } from '../url-fault.ts';

export const crlDistributionPoints: Rule = {
  rule: 'rfc5280/crl-distribution-points',
  citation: 'RFC 5280 §4.2.1.13',
  severity: 'error',
  check({ crlUrls }, profile) {
    return urlFault(crlUrls, profile.crlUrl);
  },
};
