import { OID } from '../../der/oids.ts';
import type { CertificateRule } from '../rule.ts';

/** Critical where a verifier that skips it would accept too much; not critical where nobody may depend on it. */
const MUST: Readonly<Record<string, string>> = {
  [OID.nameConstraints]: '§4.2.1.10',
  [OID.policyConstraints]: '§4.2.1.11',
  [OID.inhibitAnyPolicy]: '§4.2.1.14',
};
const MUST_NOT: Readonly<Record<string, string>> = {
  [OID.authorityKeyId]: '§4.2.1.1',
  [OID.subjectKeyId]: '§4.2.1.2',
  [OID.freshestCrl]: '§4.2.1.15',
  [OID.authorityInfoAccess]: '§4.2.2.1',
  [OID.subjectInfoAccess]: '§4.2.2.2',
  [OID.issuerAltName]: '§4.2.1.7',
};

export const extensionCriticality: CertificateRule = {
  rule: 'rfc5280/extension-criticality',
  citation: 'RFC 5280 §4.2.1, §4.2.2',
  severity: 'error',
  check({ extensions, basicConstraints }) {
    for (const { oid, critical } of extensions) {
      if (MUST[oid] && !critical) return `${oid} is not critical (${MUST[oid]})`;
      if (MUST_NOT[oid] && critical) return `${oid} is critical (${MUST_NOT[oid]})`;
      if (oid === OID.basicConstraints && basicConstraints?.ca && !critical) return `${oid} is not critical (§4.2.1.9)`;
    }
    return undefined;
  },
};
