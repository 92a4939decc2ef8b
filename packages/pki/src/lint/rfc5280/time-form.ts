import type { CertificateRule } from '../rule.ts';

/** Dates through 2049 are UTCTime, later ones GeneralizedTime. */
export const timeForm: CertificateRule = {
  rule: 'rfc5280/time-form',
  citation: 'RFC 5280 §4.1.2.5',
  severity: 'error',
  check({ notBefore, notAfter, timeForms }) {
    const wrong = [notBefore, notAfter].findIndex(
      (date, i) => (date.getUTCFullYear() < 2050 ? 'utc' : 'generalized') !== timeForms[i],
    );
    return wrong < 0 ? undefined : `${['notBefore', 'notAfter'][wrong]} is written as ${timeForms[wrong]} time`;
  },
};
