import type { CertificateRule } from '../rule.ts';

/** Serial numbers are positive and at most 20 octets long. */
export const serialNumber: CertificateRule = {
  rule: 'rfc5280/serial-number',
  citation: 'RFC 5280 §4.1.2.2',
  severity: 'error',
  check({ serial, serialLength }) {
    if (/^0+$/.test(serial)) return 'zero';
    return serialLength > 20 ? `${serialLength} octets` : undefined;
  },
};
