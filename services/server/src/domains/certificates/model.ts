/** Types of the domain and the state of a certificate computed from its facts, pure. */
import type { CERTIFICATE_STATES, SubjectType } from '@qianyin/contract';
import type { RevocationReason } from '@qianyin/pki';

export type CertificateState = (typeof CERTIFICATE_STATES)[number];

export interface CertificateFacts {
  notBefore: Date;
  notAfter: Date;
  revokedAt: Date | null;
}

/** Dual certificates of one order. */
export interface DualCertificates extends CertificateFacts {
  id: string;
  orderId: string;
  accountId: string;
  kind: SubjectType;
  enterpriseId: string | null;
  /** Name of the unit or the person in the subject. */
  name: string;
  uscc: string | null;
  signingKeyId: string;
  encryptionKeyId: string;
  /** Of the signing key, 04‖X‖Y. */
  publicKey: Uint8Array;
  /** Of the signing certificate, lower-case hex; `encryptionSerial` of the other. */
  serial: string;
  encryptionSerial: string;
  /** DER. */
  signing: Uint8Array;
  encryption: Uint8Array;
  /** Issuing CA, then root. */
  chain: Uint8Array[];
  issuedAt: Date;
  revocationReason: RevocationReason | null;
}

/** What somebody who uses a certificate needs of it. */
export interface UsableCertificate {
  id: string;
  enterpriseId: string | null;
  keyId: string;
  serial: string;
  uscc: string | null;
  unitName: string;
  publicKey: Uint8Array;
  signing: Uint8Array;
  chain: Uint8Array[];
  notAfter: Date;
}

export function stateOf(facts: CertificateFacts, now: Date): CertificateState {
  if (facts.revokedAt !== null) return 'revoked';
  return now <= facts.notAfter ? 'active' : 'expired';
}

/** Good for a new signature at this moment. */
export function isUsable(facts: CertificateFacts, now: Date): boolean {
  return stateOf(facts, now) === 'active' && facts.notBefore <= now;
}
