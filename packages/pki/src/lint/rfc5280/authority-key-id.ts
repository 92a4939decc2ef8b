import { sameBytes } from '../../bytes.ts';
import type { Rule } from '../rule.ts';

export const authorityKeyId: Rule = {
  rule: 'rfc5280/authority-key-id',
  citation: 'RFC 5280 §4.2.1.1',
  severity: 'error',
  check({ authorityKeyId: found, subjectKeyId }, profile) {
    if (!found || found.length === 0) return 'missing';
    if (!profile.selfIssued || (subjectKeyId && sameBytes(found, subjectKeyId))) return undefined;
    return 'a root names another key as its issuer';
  },
};
