import type { Rule } from '../rule.ts';

export const validityOrder: Rule = {
  rule: 'rfc5280/validity-order',
  citation: 'RFC 5280 §4.1.2.5',
  severity: 'error',
  check({ notBefore, notAfter }) {
    return notAfter > notBefore ? undefined : 'notAfter is not after notBefore';
  },
};
