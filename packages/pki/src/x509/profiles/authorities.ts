/** Authorities: they certify and revoke, and do nothing else with their key (RFC 5280 §4.2.1.3, §4.2.1.9). */
import type { ProfileRow } from './profile.ts';
import { ALL_KINDS, YEAR } from './profile.ts';

const authority = {
  selfIssued: false,
  ca: true,
  keyKinds: ALL_KINDS,
  keyUsage: ['keyCertSign', 'cRLSign'],
  extendedKeyUsage: [],
  extendedKeyUsageCritical: false,
  organization: 'required',
  uscc: 'optional',
  personId: 'absent',
  subjectAltName: 'absent',
  ocspNoCheck: false,
} as const;

export const root: ProfileRow = {
  ...authority,
  selfIssued: true,
  pathLength: undefined,
  maxDays: 30 * YEAR,
  policies: 'absent',
  nameConstraints: 'absent',
  crlUrl: 'absent',
  ocspUrl: 'absent',
};

export const issuing: ProfileRow = {
  ...authority,
  pathLength: 0,
  maxDays: 20 * YEAR,
  policies: 'optional',
  nameConstraints: 'optional',
  crlUrl: 'optional',
  ocspUrl: 'optional',
};
