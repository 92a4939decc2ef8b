import type { Rule } from '../rule.ts';

export const usccPresence: Rule = {
  rule: 'gmt0015/uscc-presence',
  citation: 'GM/T 0015-2012 (OrganizationCode, 1.2.156.10260.4.1.4)',
  severity: 'error',
  check({ uscc }, profile) {
    if (profile.uscc === 'required' && !uscc) return 'missing';
    return profile.uscc === 'absent' && uscc ? 'not allowed in this profile' : undefined;
  },
};
