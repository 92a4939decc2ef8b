import { sameBytes } from '../../bytes.ts';
import { keyIdentifier } from '../../x509/key-id.ts';
import type { CertificateRule } from '../rule.ts';

/** The authority key identifier is the subject key identifier of the issuer. */
export const issuerKeyId: CertificateRule = {
  rule: 'rfc5280/issuer-key-id',
  citation: 'RFC 5280 §4.2.1.1',
  severity: 'error',
  check({ authorityKeyId }, { issuer }) {
    if (!issuer) return undefined;
    if (!authorityKeyId) return 'missing';
    const wanted = issuer.subjectKeyId ?? keyIdentifier(issuer.publicKey);
    return sameBytes(authorityKeyId, wanted) ? undefined : 'of another key than the issuer’s';
  },
};
