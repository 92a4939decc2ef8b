import { sameName } from '../../x509/name.ts';
import type { Rule } from '../rule.ts';

/** Only a root issues itself; a subscriber with the CA's own name could pass for it. */
export const issuance: Rule = {
  rule: 'profile/issuance',
  citation: 'x509/profiles.ts; RFC 5280 §3.2 (self-issued)',
  severity: 'error',
  check({ issuer, subject }, { selfIssued }) {
    if (sameName(issuer, subject) === selfIssued) return undefined;
    return selfIssued ? 'issuer differs from subject' : 'subject carries the name of its issuer';
  },
};
