import type { KeyKind } from '../../algorithms/public-key.ts';
import type { KeyUsage } from '../../x509/key-usage.ts';
import type { CertificateRule } from '../rule.ts';

const ECDH_ONLY: readonly KeyUsage[] = ['keyEncipherment', 'dataEncipherment'];
const AGREEMENT: readonly KeyUsage[] = ['keyAgreement', 'encipherOnly', 'decipherOnly'];

/** What a kind of key cannot do. SM2 encrypts, signs and agrees (GM/T 0003). */
const CANNOT: Readonly<Partial<Record<KeyKind, readonly KeyUsage[]>>> = {
  p256: ECDH_ONLY,
  p384: ECDH_ONLY,
  p521: ECDH_ONLY,
  rsa: AGREEMENT,
};

export const keyUsageKey: CertificateRule = {
  rule: 'rfc5280/key-usage-key',
  citation: 'RFC 8813 §3; RFC 3279 §2.3.1; RFC 4055 §1.2',
  severity: 'error',
  check({ keyKind, keyUsage = [], publicKeyInfo }) {
    const pss: readonly KeyUsage[] = publicKeyInfo.pssOnly ? ECDH_ONLY : [];
    const wrong = keyUsage.find((usage) => CANNOT[keyKind]?.includes(usage) || pss.includes(usage));
    return wrong && `${wrong} of a key of kind ${keyKind}`;
  },
};
