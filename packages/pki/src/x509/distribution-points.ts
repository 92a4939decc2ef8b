/**
 * Where revocation lists are found and what one covers: CRLDistributionPoints and FreshestCRL of certificates
 * (RFC 5280 §4.2.1.13, §4.2.1.15), IssuingDistributionPoint of lists (§5.2.5).
 */
import { OID } from '../der/oids.ts';
import type { Der, Fields } from '../der/read.ts';
import { contextConstructed, contextPrimitive, TAG } from '../der/tags.ts';
import { readBoolean, readNamedBits } from '../der/values.ts';
import { encode, explicit, implicit, namedBits, sequence } from '../der/write.ts';
import { PkiError } from '../errors.ts';
import type { Extension } from './extensions.ts';
import { openExtension } from './extensions.ts';
import type { GeneralName, GeneralNameInput } from './general-name.ts';
import { buildGeneralName, readGeneralNames } from './general-name.ts';

/** Bits of ReasonFlags by name; bit 0 is unused. */
const REASON_FLAGS = [
  'unused',
  'keyCompromise',
  'cACompromise',
  'affiliationChanged',
  'superseded',
  'cessationOfOperation',
  'certificateHold',
  'privilegeWithdrawn',
  'aACompromise',
] as const;
export type ReasonFlag = (typeof REASON_FLAGS)[number];
/** Every reason a list can be about (§6.3.2 (a): all-reasons). */
export const ALL_REASONS: readonly ReasonFlag[] = REASON_FLAGS.slice(1);

export type DistributionPointName =
  | { full: readonly GeneralName[] }
  /** One RDN, as a SET: appended to the name of the list's issuer. */
  | { relative: Uint8Array };

export interface DistributionPoint {
  name: DistributionPointName | undefined;
  /** undefined: all. */
  reasons: readonly ReasonFlag[] | undefined;
  crlIssuer: readonly GeneralName[] | undefined;
}

export function readDistributionPoints(extensions: readonly Extension[], type: string): DistributionPoint[] {
  const field = type === OID.freshestCrl ? 'freshestCRL' : 'crlDistributionPoints';
  const value = openExtension(extensions, type);
  if (!value) return [];
  const points = value.list(TAG.sequence, field, 64).map((member) => {
    const fields = member.open(TAG.sequence, field);
    const name = readPointName(fields, field);
    const reasonsAt = fields.maybe(contextPrimitive(1));
    const issuerAt = fields.maybe(contextConstructed(2));
    fields.done();
    // §4.2.1.13: reasons alone name nothing.
    if (!name && !issuerAt) member.fail(field, 'neither a name nor an issuer');
    return {
      name,
      reasons: reasonsAt && readReasons(reasonsAt, field),
      crlIssuer: issuerAt && readGeneralNames(issuerAt, contextConstructed(2), field),
    };
  });
  return points.length > 0 ? points : value.fail(field, 'no distribution points');
}

/** URIs among the full names. */
export function urlsOf(points: readonly DistributionPoint[]): string[] {
  return points.flatMap(({ name }) =>
    name && 'full' in name ? name.full.flatMap((each) => (each.kind === 'uri' ? [each.value] : [])) : [],
  );
}

/** What part of an issuer's certificates a list covers. */
export interface IssuingDistributionPoint {
  der: Uint8Array;
  name: DistributionPointName | undefined;
  only: 'user' | 'ca' | 'attribute' | undefined;
  onlySomeReasons: readonly ReasonFlag[] | undefined;
  indirect: boolean;
}

export function readIssuingDistributionPoint(extensions: readonly Extension[]): IssuingDistributionPoint | undefined {
  const field = 'issuingDistributionPoint';
  const value = openExtension(extensions, OID.issuingDistributionPoint);
  if (!value) return undefined;
  const fields = value.open(TAG.sequence, field);
  const name = readPointName(fields, field);
  const user = readFlag(fields.maybe(contextPrimitive(1)), field);
  const ca = readFlag(fields.maybe(contextPrimitive(2)), field);
  const reasonsAt = fields.maybe(contextPrimitive(3));
  const indirect = readFlag(fields.maybe(contextPrimitive(4)), field);
  const attribute = readFlag(fields.maybe(contextPrimitive(5)), field);
  fields.done();
  if ([user, ca, attribute].filter(Boolean).length > 1) value.fail(field, 'a list of nothing');
  const onlySomeReasons = reasonsAt && readReasons(reasonsAt, field);
  if (!name && !user && !ca && !onlySomeReasons && !indirect && !attribute) value.fail(field, 'empty');
  const only = user ? 'user' : ca ? 'ca' : attribute ? 'attribute' : undefined;
  return { der: value.bytes, name, only, onlySomeReasons, indirect };
}

function readFlag(value: Der | undefined, field: string): boolean {
  if (!value) return false;
  const flag = readBoolean(value.as(TAG.boolean, field), field);
  if (!flag) throw new PkiError('pki/bad-der', 'FALSE is written out', { offset: value.offset, field });
  return flag;
}

function readPointName(fields: Fields, field: string): DistributionPointName | undefined {
  const inner = fields.maybe(contextConstructed(0))?.only(contextConstructed(0), field);
  if (!inner) return undefined;
  if (inner.tag === contextConstructed(0)) return { full: readGeneralNames(inner, contextConstructed(0), field, 64) };
  inner.expect(contextConstructed(1), field);
  return { relative: encode(TAG.set, inner.content) };
}

function readReasons(value: Der, field: string): ReasonFlag[] {
  const flags = readNamedBits(value.as(TAG.bitString, field), field);
  if (flags.length === 0) value.fail(field, 'no reasons');
  return flags.map((bit) => REASON_FLAGS[bit] ?? value.fail(field, `unknown reason ${bit}`));
}

export interface DistributionPointInput {
  /** Full names, usually one URI. */
  names?: readonly GeneralNameInput[];
  reasons?: readonly ReasonFlag[];
  crlIssuer?: readonly GeneralNameInput[];
}

export function buildDistributionPoints(points: readonly DistributionPointInput[]): Uint8Array {
  const field = 'distributionPoint';
  return sequence(
    ...points.map(({ names, reasons, crlIssuer }) =>
      sequence(
        ...pointName(names, field),
        ...(reasons ? [reasonBits(1, reasons)] : []),
        ...(crlIssuer ? [explicit(2, ...crlIssuer.map((each) => buildGeneralName(each, field)))] : []),
      ),
    ),
  );
}

export interface IssuingDistributionPointInput {
  names?: readonly GeneralNameInput[];
  only?: 'user' | 'ca' | 'attribute';
  onlySomeReasons?: readonly ReasonFlag[];
}

/** Indirect lists are not written here. */
export function buildIssuingDistributionPoint(input: IssuingDistributionPointInput): Uint8Array {
  const { names, only, onlySomeReasons } = input;
  const flag = (n: number) => [implicit(n, Uint8Array.of(0xff))];
  return sequence(
    ...pointName(names, 'issuingDistributionPoint'),
    ...(only === 'user' ? flag(1) : []),
    ...(only === 'ca' ? flag(2) : []),
    ...(onlySomeReasons ? [reasonBits(3, onlySomeReasons)] : []),
    ...(only === 'attribute' ? flag(5) : []),
  );
}

const pointName = (names: readonly GeneralNameInput[] | undefined, field: string): Uint8Array[] =>
  names ? [explicit(0, explicit(0, ...names.map((each) => buildGeneralName(each, field))))] : [];

function reasonBits(n: number, reasons: readonly ReasonFlag[]): Uint8Array {
  const bits = namedBits(reasons.map((each) => REASON_FLAGS.indexOf(each)));
  bits[0] = contextPrimitive(n);
  return bits;
}
