import { UNDERSTOOD } from '../../x509/extensions.ts';
import type { CertificateRule } from '../rule.ts';

/** A critical extension that verifiers do not know makes the certificate unusable. */
export const criticalExtensions: CertificateRule = {
  rule: 'rfc5280/critical-extensions',
  citation: 'RFC 5280 §4.2',
  severity: 'error',
  check({ extensions }) {
    const unknown = extensions.filter((each) => each.critical && !UNDERSTOOD.includes(each.oid));
    return unknown.length === 0 ? undefined : unknown.map((each) => each.oid).join(', ');
  },
};
