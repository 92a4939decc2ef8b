import type { Rule } from '../rule.ts';

export const personPresence: Rule = {
  rule: 'gmt0015/person-presence',
  citation: 'GM/T 0015-2012 (IdentifyCode, 1.2.156.10260.4.1.1)',
  severity: 'error',
  check({ personId }, profile) {
    if (profile.personId === 'required' && !personId) return 'missing';
    return profile.personId === 'absent' && personId ? 'not allowed in this profile' : undefined;
  },
};
