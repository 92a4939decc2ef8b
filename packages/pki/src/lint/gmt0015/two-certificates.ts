import type { KeyUsage } from '../../x509/key-usage.ts';
import type { CertificateRule } from '../rule.ts';

const SIGNING: readonly KeyUsage[] = ['digitalSignature', 'nonRepudiation', 'keyCertSign', 'cRLSign'];
const ENCRYPTION: readonly KeyUsage[] = ['keyEncipherment', 'dataEncipherment', 'keyAgreement'];

/** One SM2 key signs, another is encrypted to: the second is kept by the key management centre, the first by nobody. */
export const twoCertificates: CertificateRule = {
  rule: 'gmt0015/two-certificates',
  citation: 'GM/T 0015-2012 (keyUsage), GM/T 0034-2014 (two certificates)',
  severity: 'error',
  check({ keyKind, keyUsage = [] }) {
    const has = (usages: readonly KeyUsage[]) => usages.some((usage) => keyUsage.includes(usage));
    return keyKind === 'sm2' && has(SIGNING) && has(ENCRYPTION) ? 'one key for signing and for encryption' : undefined;
  },
};
