import type { Rule } from '../rule.ts';

const DAY = 86_400_000;

export const validityLength: Rule = {
  rule: 'profile/validity-length',
  citation: 'x509/profiles.ts',
  severity: 'error',
  check({ notBefore, notAfter }, { maxDays }) {
    const days = Math.ceil((notAfter.getTime() - notBefore.getTime()) / DAY);
    return days <= maxDays ? undefined : `${days} days, at most ${maxDays}`;
  },
};
