import type { CertificateRule } from '../rule.ts';

/** At least one bit; keyCertSign in CAs alone and in every CA; what only qualifies key agreement not without it. */
export const keyUsageBits: CertificateRule = {
  rule: 'rfc5280/key-usage-bits',
  citation: 'RFC 5280 §4.2.1.3, §4.2.1.9',
  severity: 'error',
  check({ keyUsage, basicConstraints }) {
    const ca = basicConstraints?.ca ?? false;
    if (!keyUsage) return ca ? 'a CA without key usage' : undefined;
    if (keyUsage.length === 0) return 'no bit is set';
    if (keyUsage.includes('keyCertSign') !== ca) return ca ? 'a CA without keyCertSign' : 'keyCertSign without cA';
    const only = keyUsage.find((usage) => usage === 'encipherOnly' || usage === 'decipherOnly');
    return only && !keyUsage.includes('keyAgreement') ? `${only} without keyAgreement` : undefined;
  },
};
