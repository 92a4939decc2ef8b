/**
 * Certificate profiles as one table: what each kind of certificate must say (GM/T 0015-2012, RFC 5280, RFC 3161,
 * RFC 6960). The builder writes from it and the lints read it; nothing about a kind stands anywhere else.
 *
 * The longest validity of each kind is this product's choice, no standard's.
 */
import * as authorities from './profiles/authorities.ts';
import type { ProfileRow } from './profiles/profile.ts';
import * as services from './profiles/services.ts';
import * as subscribers from './profiles/subscribers.ts';

export type { Presence } from './profiles/profile.ts';

export const PROFILE_NAMES = [
  'root',
  'issuing',
  'ocsp-responder',
  'timestamp-authority',
  'seal-maker',
  'unit-signing',
  'unit-encryption',
  'unit-single',
  'individual-signing',
  'individual-encryption',
  'individual-single',
  'tls-server',
  'tls-client',
] as const;
export type ProfileName = (typeof PROFILE_NAMES)[number];

export interface Profile extends ProfileRow {
  name: ProfileName;
}

const ROWS: Record<ProfileName, ProfileRow> = {
  root: authorities.root,
  issuing: authorities.issuing,
  'ocsp-responder': services.ocspResponder,
  'timestamp-authority': services.timestampAuthority,
  'seal-maker': services.sealMaker,
  'unit-signing': subscribers.unitSigning,
  'unit-encryption': subscribers.unitEncryption,
  'unit-single': subscribers.unitSingle,
  'individual-signing': subscribers.individualSigning,
  'individual-encryption': subscribers.individualEncryption,
  'individual-single': subscribers.individualSingle,
  'tls-server': services.tlsServer,
  'tls-client': services.tlsClient,
};

export const PROFILES: Readonly<Record<ProfileName, Profile>> = Object.fromEntries(
  PROFILE_NAMES.map((name) => [name, { name, ...ROWS[name] }]),
) as Record<ProfileName, Profile>;
