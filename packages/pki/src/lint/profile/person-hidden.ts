import type { Rule } from '../rule.ts';

/** A certificate is public: the person identifier is a keyed hash or a masked form, never the ID number. */
export const personHidden: Rule = {
  rule: 'profile/person-hidden',
  citation: 'x509/profiles.ts; GB 11643-1999 (shape of an ID number)',
  severity: 'error',
  check({ personId }) {
    return personId !== undefined && /(?<![0-9A-Za-z])\d{17}[\dXx](?![0-9A-Za-z])/.test(personId)
      ? 'looks like an ID number in clear'
      : undefined;
  },
};
