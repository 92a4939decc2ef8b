/**
 * Subscribers. With SM2 they hold two certificates, one to sign and one to be encrypted to, whose key a key management
 * centre may keep (GM/T 0015-2012, GM/T 0034): a key never does both. With RSA or ECDSA they hold a single one, to sign.
 */
import { OID } from '../../der/oids.ts';
import type { ProfileRow } from './profile.ts';
import { INTERNATIONAL_KINDS, LEAF, SIGNING_USAGE, YEAR } from './profile.ts';

const subscriber = {
  ...LEAF,
  maxDays: 5 * YEAR,
  subjectAltName: 'optional',
  crlUrl: 'required',
  ocspUrl: 'required',
} as const;
const unit = { ...subscriber, organization: 'required', uscc: 'required', personId: 'optional' } as const;
const individual = { ...subscriber, organization: 'optional', uscc: 'optional', personId: 'required' } as const;

const signing = {
  keyKinds: ['sm2'],
  keyUsage: SIGNING_USAGE,
  extendedKeyUsage: [OID.clientAuth, OID.documentSigning],
} as const;
const encryption = {
  keyKinds: ['sm2'],
  keyUsage: ['keyEncipherment', 'dataEncipherment', 'keyAgreement'],
  extendedKeyUsage: [],
} as const;
const single = { ...signing, keyKinds: INTERNATIONAL_KINDS } as const;

export const unitSigning: ProfileRow = { ...unit, ...signing };
export const unitEncryption: ProfileRow = { ...unit, ...encryption };
export const unitSingle: ProfileRow = { ...unit, ...single };
export const individualSigning: ProfileRow = { ...individual, ...signing };
export const individualEncryption: ProfileRow = { ...individual, ...encryption };
export const individualSingle: ProfileRow = { ...individual, ...single };
