/**
 * Certificate profiles as one table: what each kind of certificate must say (GM/T 0015-2012, RFC 5280, RFC 6960).
 * The builder writes from it and the lints read it; nothing about a kind stands anywhere else.
 *
 * The longest validity of each kind is this product's choice, no standard's. Certificate policies and name
 * constraints are left out of the first profiles.
 */
import { OID } from '../der/oids.ts';
import type { KeyUsage } from './key-usage.ts';

export const PROFILE_NAMES = [
  'root',
  'issuing',
  'ocsp-responder',
  'unit-signing',
  'unit-encryption',
  'individual-signing',
  'individual-encryption',
] as const;
export type ProfileName = (typeof PROFILE_NAMES)[number];

export type Presence = 'required' | 'optional' | 'absent';

export interface Profile {
  name: ProfileName;
  /** The issuer's and the subject's name and key are the same. */
  selfIssued: boolean;
  ca: boolean;
  pathLength: number | undefined;
  keyUsage: readonly KeyUsage[];
  extendedKeyUsage: readonly string[];
  maxDays: number;
  organization: Presence;
  uscc: Presence;
  personId: Presence;
  crlUrl: Presence;
  ocspUrl: Presence;
  /** id-pkix-ocsp-nocheck (RFC 6960 §4.2.2.2.1). */
  ocspNoCheck: boolean;
}

const YEAR = 366;
const CA_USAGE: readonly KeyUsage[] = ['keyCertSign', 'cRLSign'];
const SIGNING: readonly KeyUsage[] = ['digitalSignature', 'nonRepudiation'];
const ENCRYPTION: readonly KeyUsage[] = ['keyEncipherment', 'dataEncipherment', 'keyAgreement'];
const SIGNING_PURPOSES = [OID.clientAuth, OID.documentSigning];

type Row = Omit<Profile, 'name'>;
const authority = {
  selfIssued: false,
  ca: true,
  keyUsage: CA_USAGE,
  extendedKeyUsage: [],
  organization: 'required',
  uscc: 'optional',
  personId: 'absent',
  ocspNoCheck: false,
} as const;
const subscriber = {
  selfIssued: false,
  ca: false,
  pathLength: undefined,
  maxDays: 5 * YEAR,
  crlUrl: 'required',
  ocspUrl: 'required',
  ocspNoCheck: false,
} as const;
const unit = { ...subscriber, organization: 'required', uscc: 'required', personId: 'optional' } as const;
const individual = { ...subscriber, organization: 'optional', uscc: 'optional', personId: 'required' } as const;

const ROWS: Record<ProfileName, Row> = {
  root: {
    ...authority,
    selfIssued: true,
    pathLength: undefined,
    maxDays: 30 * YEAR,
    crlUrl: 'absent',
    ocspUrl: 'absent',
  },
  issuing: { ...authority, pathLength: 0, maxDays: 20 * YEAR, crlUrl: 'optional', ocspUrl: 'optional' },
  'ocsp-responder': {
    ...subscriber,
    keyUsage: ['digitalSignature'],
    extendedKeyUsage: [OID.ocspSigning],
    maxDays: 2 * YEAR,
    organization: 'required',
    uscc: 'optional',
    personId: 'absent',
    crlUrl: 'absent',
    ocspUrl: 'absent',
    ocspNoCheck: true,
  },
  'unit-signing': { ...unit, keyUsage: SIGNING, extendedKeyUsage: SIGNING_PURPOSES },
  'unit-encryption': { ...unit, keyUsage: ENCRYPTION, extendedKeyUsage: [] },
  'individual-signing': { ...individual, keyUsage: SIGNING, extendedKeyUsage: SIGNING_PURPOSES },
  'individual-encryption': { ...individual, keyUsage: ENCRYPTION, extendedKeyUsage: [] },
};

export const PROFILES: Readonly<Record<ProfileName, Profile>> = Object.fromEntries(
  PROFILE_NAMES.map((name) => [name, { name, ...ROWS[name] }]),
) as Record<ProfileName, Profile>;
