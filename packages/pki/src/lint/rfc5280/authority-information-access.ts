import type { Rule } from '../rule.ts';
import { urlFault } from '../url-fault.ts';

export const authorityInformationAccess: Rule = {
  rule: 'rfc5280/authority-information-access',
  citation: 'RFC 5280 §4.2.2.1',
  severity: 'error',
  check({ ocspUrls, caIssuersUrls }, profile) {
    return urlFault(ocspUrls, profile.ocspUrl) ?? urlFault(caIssuersUrls, 'optional');
  },
};
