/** Certificate extensions (RFC 5280 §4.2): the list itself and the ones this package understands. */
import { latin1 } from '../bytes.ts';
import { OID } from '../der/oids.ts';
import type { Der } from '../der/read.ts';
import { readOwnDer } from '../der/read.ts';
import { contextPrimitive, TAG } from '../der/tags.ts';
import { readBoolean, readNamedBits, readOid, readSmallInteger } from '../der/values.ts';
import { PkiError } from '../errors.ts';
import { IDENTIFIER_OIDS } from './holder-identifiers.ts';
import type { KeyUsage } from './key-usage.ts';
import { KEY_USAGES } from './key-usage.ts';

export interface Extension {
  oid: string;
  critical: boolean;
  /** Content of extnValue: an encoding of its own. */
  value: Uint8Array;
  /** Where `value` begins in what was handed in. */
  offset: number;
}

/** Extensions whose meaning is applied; any other one that is critical must make a verifier refuse. */
export const UNDERSTOOD: readonly string[] = [
  OID.basicConstraints,
  OID.keyUsage,
  OID.extendedKeyUsage,
  OID.subjectKeyId,
  OID.authorityKeyId,
  OID.subjectAltName,
  OID.certificatePolicies,
  OID.policyMappings,
  OID.policyConstraints,
  OID.inhibitAnyPolicy,
  OID.nameConstraints,
  OID.crlDistributionPoints,
  OID.freshestCrl,
  OID.authorityInfoAccess,
  OID.ocspNoCheck,
  ...IDENTIFIER_OIDS,
];

/** Extensions ::= SEQUENCE SIZE (1..MAX) OF Extension. The same extension twice is refused (§4.2). */
export function readExtensions(value: Der, field = 'extensions'): Extension[] {
  const extensions: Extension[] = [];
  for (const member of value.list(TAG.sequence, field, 64)) {
    const fields = member.open(TAG.sequence, field);
    const oid = readOid(fields.any(field), field);
    const flag = fields.maybe(TAG.boolean);
    const critical = flag ? readBoolean(flag, field) : false;
    // DEFAULT FALSE written out is a second encoding of the same list (X.690 §11.5).
    if (flag && !critical)
      throw new PkiError('pki/bad-der', 'critical FALSE is written out', { offset: flag.offset, field });
    const content = fields.next(TAG.octetString, field);
    fields.done();
    if (extensions.some((each) => each.oid === oid)) member.fail(field, `extension ${oid} twice`);
    extensions.push({ oid, critical, value: content.content, offset: content.contentOffset });
  }
  if (extensions.length === 0) value.fail(field, 'empty list');
  return extensions;
}

export function openExtension(extensions: readonly Extension[], oid: string): Der | undefined {
  const found = extensions.find((each) => each.oid === oid);
  return found && readOwnDer(found.value, { base: found.offset });
}

export function readKeyUsage(extensions: readonly Extension[]): KeyUsage[] | undefined {
  const value = openExtension(extensions, OID.keyUsage);
  if (!value) return undefined;
  return readNamedBits(value, 'keyUsage').map((bit) => KEY_USAGES[bit] ?? value.fail('keyUsage', `unknown bit ${bit}`));
}

export function readExtendedKeyUsage(extensions: readonly Extension[]): string[] | undefined {
  const value = openExtension(extensions, OID.extendedKeyUsage);
  return value?.list(TAG.sequence, 'extendedKeyUsage', 64).map((member) => readOid(member, 'extendedKeyUsage'));
}

export interface BasicConstraints {
  ca: boolean;
  pathLength: number | undefined;
}

export function readBasicConstraints(extensions: readonly Extension[]): BasicConstraints | undefined {
  const field = 'basicConstraints';
  const value = openExtension(extensions, OID.basicConstraints);
  if (!value) return undefined;
  const fields = value.open(TAG.sequence, field);
  const flag = fields.maybe(TAG.boolean);
  const ca = flag ? readBoolean(flag, field) : false;
  if (flag && !ca) throw new PkiError('pki/bad-der', 'cA FALSE is written out', { offset: flag.offset, field });
  const length = fields.maybe(TAG.integer);
  fields.done();
  if (length && !ca) value.fail(field, 'a path length without cA');
  return { ca, pathLength: length && readSmallInteger(length, field) };
}

export function readSubjectKeyId(extensions: readonly Extension[]): Uint8Array | undefined {
  return openExtension(extensions, OID.subjectKeyId)?.expect(TAG.octetString, 'subjectKeyId').content;
}

/** The keyIdentifier member; issuer and serial, when present, are not used. */
export function readAuthorityKeyId(extensions: readonly Extension[]): Uint8Array | undefined {
  const members = openExtension(extensions, OID.authorityKeyId)?.list(TAG.sequence, 'authorityKeyId', 3);
  return members?.find((member) => member.tag === contextPrimitive(0))?.content;
}

/** URIs of one access method (§4.2.2.1). */
export function readAccessUrls(extensions: readonly Extension[], method: string): string[] {
  const field = 'authorityInfoAccess';
  const urls: string[] = [];
  for (const member of openExtension(extensions, OID.authorityInfoAccess)?.list(TAG.sequence, field, 16) ?? []) {
    const fields = member.open(TAG.sequence, field);
    const found = readOid(fields.any(field), field);
    const location = fields.any(field);
    fields.done();
    if (found === method) urls.push(...uri(location, field));
  }
  return urls;
}

/** GeneralName [6] uniformResourceIdentifier, an IA5String under an implicit tag. */
function uri(general: Der, field: string): string[] {
  if (general.tag !== contextPrimitive(6)) return [];
  if (general.content.some((byte) => byte <= 0x20 || byte >= 0x7f)) general.fail(field, 'not a URI');
  return [latin1(general.content)];
}
