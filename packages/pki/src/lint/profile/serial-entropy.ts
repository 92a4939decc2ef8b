import type { Rule } from '../rule.ts';

/** Unpredictable serials keep a chosen-prefix collision from being prepared; eight octets are the least that can hold 64 random bits. */
export const serialEntropy: Rule = {
  rule: 'profile/serial-entropy',
  citation: 'x509/profiles.ts; CA/Browser Forum BR §7.1 (64 bits from a CSPRNG)',
  severity: 'error',
  check({ serial }) {
    const octets = serial.length / 2;
    return octets >= 8 ? undefined : `${octets} octets`;
  },
};
