import { OID } from '../../der/oids.ts';
import { extensionOf } from '../extension-of.ts';
import type { CertificateRule } from '../rule.ts';

/** Named once each; anyExtendedKeyUsage not critical; time stamping alone and critical. */
export const extendedKeyUsage: CertificateRule = {
  rule: 'rfc5280/extended-key-usage',
  citation: 'RFC 5280 §4.2.1.12; RFC 3161 §2.3',
  severity: 'error',
  check(certificate) {
    const { extendedKeyUsage: purposes } = certificate;
    if (!purposes) return undefined;
    if (purposes.length === 0) return 'no purpose';
    if (new Set(purposes).size < purposes.length) return 'a purpose twice';
    const critical = extensionOf(certificate, OID.extendedKeyUsage)?.critical;
    if (critical && purposes.includes(OID.anyExtendedKeyUsage)) return 'critical with anyExtendedKeyUsage';
    const stamps = purposes.includes(OID.timeStamping) && !certificate.basicConstraints?.ca;
    return stamps && !(critical && purposes.length === 1) ? 'time stamping beside others, or not critical' : undefined;
  },
};
