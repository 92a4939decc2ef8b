import type { Rule } from '../rule.ts';

/** C=CN, a common name, and the organization where the profile names one. */
export const subject: Rule = {
  rule: 'profile/subject',
  citation: 'x509/profiles.ts; GM/T 0015-2012 (subject)',
  severity: 'error',
  check({ subject: name }, profile) {
    if (name.country !== 'CN') return 'country is not CN';
    if (!name.commonName) return 'commonName is missing';
    return profile.organization === 'required' && !name.organization ? 'organization is missing' : undefined;
  },
};
