import type { Rule } from '../rule.ts';

export const policies: Rule = {
  rule: 'profile/policies',
  citation: 'x509/profiles.ts; RFC 5280 §4.2.1.4',
  severity: 'error',
  check({ policies: found }, { policies: wanted }) {
    if (wanted === 'required' && !found) return 'missing';
    return wanted === 'absent' && found ? 'not allowed in this profile' : undefined;
  },
};
