import { OID } from '../../der/oids.ts';
import type { CertificateRule } from '../rule.ts';

/** Nothing is mapped to or from anyPolicy, and what is mapped the certificate asserts. */
export const policyMappings: CertificateRule = {
  rule: 'rfc5280/policy-mappings',
  citation: 'RFC 5280 §4.2.1.5',
  severity: 'error',
  check({ policies = [], policyMappings: mappings }) {
    for (const { issuerPolicy, subjectPolicy } of mappings) {
      if (issuerPolicy === OID.anyPolicy || subjectPolicy === OID.anyPolicy) return 'anyPolicy is mapped';
      if (!policies.some(({ oid }) => oid === issuerPolicy)) return `${issuerPolicy} is mapped and not asserted`;
    }
    return undefined;
  },
};
