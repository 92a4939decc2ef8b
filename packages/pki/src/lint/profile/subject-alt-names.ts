import type { Rule } from '../rule.ts';

export const subjectAltNames: Rule = {
  rule: 'profile/subject-alt-names',
  citation: 'x509/profiles.ts; RFC 5280 §4.2.1.6, RFC 9525 §6',
  severity: 'error',
  check({ subjectAltNames: found }, { subjectAltName }) {
    if (subjectAltName === 'required' && found.length === 0) return 'missing';
    return subjectAltName === 'absent' && found.length > 0 ? 'not allowed in this profile' : undefined;
  },
};
