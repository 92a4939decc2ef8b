/** What a certificate profile says; one row of the table in ../profiles.ts. */
import type { KeyKind } from '../../algorithms/public-key.ts';
import type { KeyUsage } from '../key-usage.ts';

export type Presence = 'required' | 'optional' | 'absent';

export interface ProfileRow {
  /** The issuer's and the subject's name and key are the same. */
  selfIssued: boolean;
  ca: boolean;
  pathLength: number | undefined;
  /** Kinds of key that the subject may have. */
  keyKinds: readonly KeyKind[];
  keyUsage: readonly KeyUsage[];
  extendedKeyUsage: readonly string[];
  extendedKeyUsageCritical: boolean;
  maxDays: number;
  organization: Presence;
  uscc: Presence;
  personId: Presence;
  subjectAltName: Presence;
  policies: Presence;
  /** Critical where it stands (RFC 5280 §4.2.1.10). */
  nameConstraints: Presence;
  crlUrl: Presence;
  ocspUrl: Presence;
  /** id-pkix-ocsp-nocheck (RFC 6960 §4.2.2.2.1). */
  ocspNoCheck: boolean;
}

export const YEAR = 366;

/** Every kind that this package verifies. */
export const ALL_KINDS: readonly KeyKind[] = ['sm2', 'p256', 'p384', 'p521', 'rsa'];
/** Those of subscribers without SM2. */
export const INTERNATIONAL_KINDS: readonly KeyKind[] = ['p256', 'p384', 'p521', 'rsa'];

export const SIGNING_USAGE: readonly KeyUsage[] = ['digitalSignature', 'nonRepudiation'];

/** What all but authorities have in common. */
export const LEAF = {
  selfIssued: false,
  ca: false,
  pathLength: undefined,
  extendedKeyUsageCritical: false,
  policies: 'optional',
  nameConstraints: 'absent',
  ocspNoCheck: false,
} as const;
