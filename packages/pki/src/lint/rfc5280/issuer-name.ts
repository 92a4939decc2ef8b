import { sameBytes } from '../../bytes.ts';
import type { CertificateRule } from '../rule.ts';

/** Byte for byte the issuer's subject: many programs compare names no other way. */
export const issuerName: CertificateRule = {
  rule: 'rfc5280/issuer-name',
  citation: 'RFC 5280 §4.1.2.4, §4.1.2.6',
  severity: 'error',
  check({ issuer: name }, { issuer }) {
    return !issuer || sameBytes(name.der, issuer.subject.der)
      ? undefined
      : 'not the name of the issuer as it writes it';
  },
};
