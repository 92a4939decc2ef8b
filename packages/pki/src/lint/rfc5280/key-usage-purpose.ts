import { OID } from '../../der/oids.ts';
import type { KeyUsage } from '../../x509/key-usage.ts';
import type { CertificateRule } from '../rule.ts';

const SIGN: readonly KeyUsage[] = ['digitalSignature', 'nonRepudiation'];

/** Of these usages one must be there for the purpose to be of any use. */
const NEEDS: Readonly<Record<string, readonly KeyUsage[]>> = {
  [OID.serverAuth]: ['digitalSignature', 'keyEncipherment', 'keyAgreement'],
  [OID.clientAuth]: ['digitalSignature', 'keyAgreement'],
  [OID.codeSigning]: ['digitalSignature'],
  [OID.emailProtection]: [...SIGN, 'keyEncipherment', 'keyAgreement'],
  [OID.timeStamping]: SIGN,
  [OID.ocspSigning]: SIGN,
  [OID.documentSigning]: SIGN,
};

export const keyUsagePurpose: CertificateRule = {
  rule: 'rfc5280/key-usage-purpose',
  citation: 'RFC 5280 §4.2.1.12; RFC 9336 §4',
  severity: 'error',
  check({ keyUsage, extendedKeyUsage = [], basicConstraints }) {
    // Of a CA the purposes limit what it certifies.
    if (!keyUsage || basicConstraints?.ca) return undefined;
    const idle = extendedKeyUsage.find((oid) => NEEDS[oid] && !NEEDS[oid].some((usage) => keyUsage.includes(usage)));
    return idle && `${idle} with ${keyUsage.join(', ')}`;
  },
};
