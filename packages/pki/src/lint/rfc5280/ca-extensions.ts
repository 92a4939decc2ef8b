import { OID } from '../../der/oids.ts';
import type { CertificateRule } from '../rule.ts';

const CA_ONLY: readonly string[] = [
  OID.nameConstraints,
  OID.policyMappings,
  OID.policyConstraints,
  OID.inhibitAnyPolicy,
];

/** What constrains certificates below stands in CAs alone. */
export const caExtensions: CertificateRule = {
  rule: 'rfc5280/ca-extensions',
  citation: 'RFC 5280 §4.2.1.5, §4.2.1.10, §4.2.1.11, §4.2.1.14',
  severity: 'error',
  check({ extensions, basicConstraints }) {
    if (basicConstraints?.ca) return undefined;
    return extensions.find(({ oid }) => CA_ONLY.includes(oid))?.oid;
  },
};
