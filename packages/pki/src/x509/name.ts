/**
 * Distinguished names (RFC 5280 §4.1.2.4, X.520).
 *
 * Written: country as PrintableString, the rest as UTF8String, one attribute per RDN. Read: every directory string but
 * UniversalString. Compared in compare-names.ts.
 */
import { OID } from '../der/oids.ts';
import type { Der } from '../der/read.ts';
import { TAG } from '../der/tags.ts';
import { readOid, readText } from '../der/values.ts';
import { oid, printable, sequence, setOf, utf8 } from '../der/write.ts';
import { PkiError } from '../errors.ts';

interface NameAttribute {
  oid: string;
  value: string;
}

export { sameName } from './compare-names.ts';

export interface Name {
  /** The encoded Name. */
  der: Uint8Array;
  /** In the order of the encoding. */
  attributes: readonly NameAttribute[];
  country: string | undefined;
  organization: string | undefined;
  organizationalUnit: string | undefined;
  commonName: string | undefined;
}

/** What a new name is made of. `country` is CN unless given. */
export interface NameInput {
  country?: string;
  stateOrProvince?: string;
  locality?: string;
  organization?: string;
  organizationalUnit?: string;
  commonName: string;
}

const ORDER = ['stateOrProvince', 'locality', 'organization', 'organizationalUnit', 'commonName'] as const;
const MAX_LENGTH = 128;

export function buildName(input: NameInput): Uint8Array {
  const country = input.country ?? 'CN';
  if (!/^[A-Z]{2}$/.test(country))
    throw new PkiError('pki/bad-value', 'two capital letters expected', { field: 'country' });
  const parts = [attribute(OID.country, printable(country, 'country'))];
  for (const field of ORDER) {
    const value = input[field];
    if (value === undefined) continue;
    // Control and direction characters would let one name be displayed as another.
    if (!/^[^\p{Cc}\p{Cf}]{1,128}$/u.test(value) || value.trim() !== value) {
      throw new PkiError('pki/bad-value', `1 to ${MAX_LENGTH} characters, none of them invisible, expected`, { field });
    }
    parts.push(attribute(OID[field], utf8(value)));
  }
  return sequence(...parts);
}

function attribute(type: string, value: Uint8Array): Uint8Array {
  return setOf(sequence(oid(type), value));
}

export function readName(value: Der, field: string): Name {
  const attributes: NameAttribute[] = [];
  for (const rdn of value.list(TAG.sequence, field, 64)) {
    const members = rdn.list(TAG.set, field, 16);
    if (members.length === 0) rdn.fail(field, 'empty relative distinguished name');
    for (const member of members) {
      const fields = member.open(TAG.sequence, field);
      const type = readOid(fields.any(field), field);
      const text = fields.any(field);
      fields.done();
      attributes.push({ oid: type, value: isText(text.tag) ? readText(text, field) : '' });
    }
  }
  const first = (type: string) => attributes.find((each) => each.oid === type)?.value;
  return {
    der: value.bytes,
    attributes,
    country: first(OID.country),
    organization: first(OID.organization),
    organizationalUnit: first(OID.organizationalUnit),
    commonName: first(OID.commonName),
  };
}

const TEXT_TAGS: readonly number[] = [
  TAG.utf8String,
  TAG.printableString,
  TAG.numericString,
  TAG.visibleString,
  TAG.ia5String,
  TAG.teletexString,
  TAG.bmpString,
];
const isText = (tag: number) => TEXT_TAGS.includes(tag);

const SHORT: Readonly<Record<string, string>> = {
  [OID.country]: 'C',
  [OID.stateOrProvince]: 'ST',
  [OID.locality]: 'L',
  [OID.organization]: 'O',
  [OID.organizationalUnit]: 'OU',
  [OID.commonName]: 'CN',
};

/** For people: `CN=…, O=…, C=CN`, last attribute first (RFC 4514 §2.1), special characters escaped. */
export function nameToString(name: Name): string {
  return name.attributes
    .toReversed()
    .map(({ oid: type, value }) => `${SHORT[type] ?? type}=${value.replace(/[,+"\\<>;=]/g, '\\$&')}`)
    .join(', ');
}
