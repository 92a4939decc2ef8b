import { sameBytes } from '../../bytes.ts';
import { keyIdentifier } from '../../x509/key-id.ts';
import type { CertificateRule } from '../rule.ts';

export const subjectKeyId: CertificateRule = {
  rule: 'rfc5280/subject-key-id',
  citation: 'RFC 5280 §4.2.1.2 method (1)',
  severity: 'error',
  check({ subjectKeyId: found, publicKey }) {
    if (!found) return 'missing';
    return sameBytes(found, keyIdentifier(publicKey)) ? undefined : 'not the SHA-1 of the public key';
  },
};
