/** Servers and offices: OCSP delegates, time stamp authorities, TLS ends, and the maker of seals (制章者). */
import { OID } from '../../der/oids.ts';
import type { ProfileRow } from './profile.ts';
import { ALL_KINDS, LEAF, SIGNING_USAGE, YEAR } from './profile.ts';

const service = {
  ...LEAF,
  keyKinds: ALL_KINDS,
  uscc: 'optional',
  personId: 'absent',
} as const;

export const ocspResponder: ProfileRow = {
  ...service,
  keyUsage: ['digitalSignature'],
  extendedKeyUsage: [OID.ocspSigning],
  maxDays: 2 * YEAR,
  organization: 'required',
  subjectAltName: 'absent',
  crlUrl: 'absent',
  ocspUrl: 'absent',
  ocspNoCheck: true,
};

/** RFC 3161 §2.3: the one purpose, critical. */
export const timestampAuthority: ProfileRow = {
  ...service,
  keyUsage: SIGNING_USAGE,
  extendedKeyUsage: [OID.timeStamping],
  extendedKeyUsageCritical: true,
  maxDays: 10 * YEAR,
  organization: 'required',
  subjectAltName: 'absent',
  crlUrl: 'required',
  ocspUrl: 'optional',
};

/** GB/T 38540-2020, GM/T 0031-2014: who makes a seal signs it with SM2. */
export const sealMaker: ProfileRow = {
  ...service,
  keyKinds: ['sm2'],
  keyUsage: SIGNING_USAGE,
  extendedKeyUsage: [],
  maxDays: 10 * YEAR,
  organization: 'required',
  uscc: 'required',
  subjectAltName: 'absent',
  crlUrl: 'required',
  ocspUrl: 'required',
};

const tls = { ...service, keyUsage: ['digitalSignature'], organization: 'optional', crlUrl: 'optional' } as const;

/** RFC 9525: a server is named by its alternative names. The longest validity is that of the CA/Browser Forum for 2026. */
export const tlsServer: ProfileRow = {
  ...tls,
  extendedKeyUsage: [OID.serverAuth],
  maxDays: 200,
  subjectAltName: 'required',
  ocspUrl: 'optional',
};

export const tlsClient: ProfileRow = {
  ...tls,
  extendedKeyUsage: [OID.clientAuth],
  maxDays: 2 * YEAR,
  subjectAltName: 'optional',
  ocspUrl: 'optional',
};
