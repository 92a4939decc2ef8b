import type { CertificateRule } from '../rule.ts';

/** What readers forgive in fielded certificates is not issued: prefixes, residual headers, other tags. */
export const identifierForm: CertificateRule = {
  rule: 'gmt0015/identifier-form',
  citation: 'GM/T 0015-2012 (private extensions); x509/holder-identifiers.ts',
  severity: 'error',
  check({ holderIdentifiers }) {
    const deviant = holderIdentifiers.find(({ standard }) => !standard);
    return deviant && `${deviant.oid} is not encoded as the standard says`;
  },
};
