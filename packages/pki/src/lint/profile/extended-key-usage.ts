import type { Rule } from '../rule.ts';

export const extendedKeyUsage: Rule = {
  rule: 'profile/extended-key-usage',
  citation: 'x509/profiles.ts; RFC 5280 §4.2.1.12, RFC 6960 §4.2.2.2, RFC 9336',
  severity: 'error',
  check({ extendedKeyUsage: found = [] }, { extendedKeyUsage: wanted }) {
    const same = found.length === wanted.length && wanted.every((oid) => found.includes(oid));
    return same ? undefined : `${found.join(', ') || 'none'}; ${wanted.join(', ') || 'none'} expected`;
  },
};
