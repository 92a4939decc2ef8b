/**
 * Attributes of requests (PKCS #9, RFC 2985 §5.4): challengePassword, extensionRequest, and CFCA's temporary public key
 * (1.2.840.113549.1.9.63), to which the encryption key of a double certificate is returned.
 *
 * CFCA writes the values of the first and the last without the SET that Attribute has: those two are read both ways.
 * The temporary key is 00B4000000010000 ‖ X ‖ 0³² ‖ Y ‖ 0³², a device's blob, alone or as SEQUENCE { 1, OCTET STRING }.
 */
import { concat } from '../bytes.ts';
import type { Der, Fields } from '../der/read.ts';
import { readOwnDer } from '../der/read.ts';
import { TAG } from '../der/tags.ts';
import { readOid, readSmallInteger, readText } from '../der/values.ts';
import { boolean, octetString, oid, sequence, setOf, utf8 } from '../der/write.ts';
import { PkiError } from '../errors.ts';
import { ecPublicKeyInfo } from '../algorithms/public-key.ts';
import type { Extension } from '../x509/extensions.ts';
import { readExtensions } from '../x509/extensions.ts';

export const ATTRIBUTE_OID = {
  challengePassword: '1.2.840.113549.1.9.7',
  extensionRequest: '1.2.840.113549.1.9.14',
  temporaryPublicKey: '1.2.840.113549.1.9.63',
} as const;

export interface CsrAttributes {
  /** Object identifiers of all attributes, in order. */
  attributeTypes: readonly string[];
  challengePassword: string | undefined;
  /** What the requester would like to see in the certificate. */
  requestedExtensions: readonly Extension[];
  /** 04‖X‖Y on the SM2 curve. */
  temporaryPublicKey: Uint8Array | undefined;
}

const BARE: readonly string[] = [ATTRIBUTE_OID.challengePassword, ATTRIBUTE_OID.temporaryPublicKey];
const MAX_ATTRIBUTES = 32;

export function readCsrAttributes(members: readonly Der[]): CsrAttributes {
  const values = new Map<string, Der>();
  const types: string[] = [];
  for (const member of members) {
    const fields = member.open(TAG.sequence, 'attributes');
    const type = readOid(fields.any('attributes'), 'attributes');
    if (types.includes(type)) member.fail('attributes', `attribute ${type} twice`);
    types.push(type);
    const value = readValue(fields, type);
    if (value) values.set(type, value);
  }
  const password = values.get(ATTRIBUTE_OID.challengePassword);
  const extensions = values.get(ATTRIBUTE_OID.extensionRequest);
  const temporary = values.get(ATTRIBUTE_OID.temporaryPublicKey);
  return {
    attributeTypes: types,
    challengePassword: password && readText(password, 'challengePassword'),
    requestedExtensions: extensions ? readExtensions(extensions, 'extensionRequest') : [],
    temporaryPublicKey: temporary && readTemporaryKey(temporary),
  };
}

/** The one value of an attribute that is read here; of others nothing but the form is checked. */
function readValue(fields: Fields, type: string): Der | undefined {
  const at = fields.any('attributes');
  fields.done();
  if (at.tag !== TAG.set && BARE.includes(type)) return at;
  const values = at.list(TAG.set, 'attributes', MAX_ATTRIBUTES);
  if (!(Object.values(ATTRIBUTE_OID) as readonly string[]).includes(type)) return undefined;
  return values.length === 1 ? values[0] : at.fail(type, 'exactly one value expected');
}

const PREFIX = Uint8Array.of(0, 0xb4, 0, 0, 0, 1, 0, 0);
const BLOB_LENGTH = 136;

function readTemporaryKey(value: Der): Uint8Array {
  const field = 'temporaryPublicKey';
  const blob = openBlob(value.expect(TAG.octetString, field));
  const [x, y] = [blob.subarray(8, 40), blob.subarray(72, 104)];
  const rebuilt = concat(PREFIX, x, new Uint8Array(32), y, new Uint8Array(32));
  if (blob.length !== BLOB_LENGTH || rebuilt.some((byte, i) => byte !== blob[i])) value.fail(field, 'not a key blob');
  return checkedPoint(concat(Uint8Array.of(4), x, y), value.offset);
}

function openBlob(value: Der): Uint8Array {
  const { content } = value;
  if (content.length === BLOB_LENGTH) return content;
  const field = 'temporaryPublicKey';
  const fields = readOwnDer(content, { base: value.contentOffset }).open(TAG.sequence, field);
  const versionAt = fields.any(field);
  if (readSmallInteger(versionAt, field) !== 1) versionAt.fail(field, 'not version 1');
  const blob = fields.next(TAG.octetString, field).content;
  fields.done();
  return blob;
}

function checkedPoint(point: Uint8Array, offset?: number): Uint8Array {
  try {
    return ecPublicKeyInfo('sm2', point).publicKey;
  } catch (cause) {
    if (!(cause instanceof PkiError)) throw cause;
    throw new PkiError(cause.code, 'not a point of the SM2 curve', { offset, field: 'temporaryPublicKey', cause });
  }
}

export interface CsrAttributesInput {
  challengePassword?: string;
  /** Encoded extension values, as certificates hold them. */
  extensions?: readonly { oid: string; critical?: boolean; value: Uint8Array }[];
}

/** By the standard: every value in its SET, the attributes in order. */
export function buildCsrAttributes({ challengePassword, extensions = [] }: CsrAttributesInput): Uint8Array[] {
  const attributes: Uint8Array[] = [];
  if (challengePassword !== undefined) {
    if (challengePassword.length === 0 || challengePassword.length > 255) {
      throw new PkiError('pki/bad-value', '1 to 255 characters expected', { field: 'challengePassword' });
    }
    attributes.push(sequence(oid(ATTRIBUTE_OID.challengePassword), setOf(utf8(challengePassword))));
  }
  if (extensions.length > 0) {
    const list = extensions.map(({ oid: type, critical, value }) =>
      sequence(oid(type), ...(critical ? [boolean(true)] : []), octetString(value)),
    );
    attributes.push(sequence(oid(ATTRIBUTE_OID.extensionRequest), setOf(sequence(...list))));
  }
  return attributes;
}

/** The blob of 136 bytes that carries 04‖X‖Y. Throws `pki/unsupported-key` for what is not on the curve. */
export function temporaryKeyBlob(publicKey: Uint8Array): Uint8Array {
  const point = checkedPoint(publicKey);
  return concat(PREFIX, point.subarray(1, 33), new Uint8Array(32), point.subarray(33), new Uint8Array(32));
}
