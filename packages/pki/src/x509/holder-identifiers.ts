/**
 * The private extensions that name the holder, as they are met: GM/T 0015-2012 (arc 1.2.156.10260.4.1), its 2023 text,
 * the older equivalents of RSA certificates, and those of two regional authorities.
 *
 * The standard does not say whether the tags of IdentifyCode are implicit or explicit: both are read, and a bare string.
 * Issuers have put raw characters where an encoding belongs, left the header of an inner string in front of it, and
 * prefixed numbers with SF (身份) or N. `text` is what stands there, `value` is without that.
 */
import { OID } from '../der/oids.ts';
import type { Der } from '../der/read.ts';
import { readOwnDer } from '../der/read.ts';
import { contextConstructed, contextPrimitive, TAG } from '../der/tags.ts';
import { readText } from '../der/values.ts';
import { PkiError } from '../errors.ts';

/** An extension, as far as it matters here. */
interface Encoded {
  oid: string;
  value: Uint8Array;
  offset: number;
}

export type IdentifierKind =
  | 'resident-card'
  | 'military-card'
  | 'passport'
  /** A person's, of a kind that is not said. */
  | 'person'
  | 'insurance'
  | 'business-registration'
  /** Today the unified social credit code. */
  | 'organization'
  | 'taxation'
  /** What an authority of its own numbers its subjects by. */
  | 'subject-of-authority';

export interface HolderIdentifier {
  oid: string;
  kind: IdentifierKind;
  /** The characters as they stand in the extension. */
  text: string;
  /** Without a residual header, a prefix and surrounding blanks. */
  value: string;
  /** Encoded as this package writes it: nothing had to be forgiven. */
  standard: boolean;
}

const STANDARD: Readonly<Record<string, IdentifierKind>> = {
  [OID.identifyCode]: 'person',
  [OID.insuranceNumber]: 'insurance',
  [OID.icRegistrationNumber]: 'business-registration',
  [OID.organizationCode]: 'organization',
  [OID.taxationNumber]: 'taxation',
  // GM/T 0015-2023; the last two are the two readings of its code for the credit code.
  '1.2.156.10260.4.1.1.1': 'resident-card',
  '1.2.156.10260.4.1.1.2': 'passport',
  '1.2.156.10260.4.4': 'organization',
  '1.2.156.10260.4.4.4': 'organization',
};

/** Of these no syntax is published: what cannot be read is left out instead of refused. */
const OTHERS: Readonly<Record<string, IdentifierKind>> = {
  '1.2.86.11.7.1': 'resident-card',
  '1.2.86.11.7.3': 'business-registration',
  '1.2.86.11.7.4': 'organization',
  '1.2.86.11.7.5': 'taxation',
  // Shanghai
  '1.2.156.1.8888.148': 'subject-of-authority',
  '1.2.156.112570.11.205': 'subject-of-authority',
  // Zhejiang
  '1.2.156.112573.14': 'subject-of-authority',
};

/** Those whose syntax is published: they may be critical and still be understood. */
export const IDENTIFIER_OIDS: readonly string[] = Object.keys(STANDARD);

export function readHolderIdentifiers(extensions: readonly Encoded[]): HolderIdentifier[] {
  return extensions.flatMap((extension) => {
    const kind = STANDARD[extension.oid];
    if (kind) return [read(extension, kind)];
    const other = OTHERS[extension.oid];
    return other ? readLeniently(extension, other) : [];
  });
}

function readLeniently(extension: Encoded, kind: IdentifierKind): HolderIdentifier[] {
  try {
    return [read(extension, kind)];
  } catch (error) {
    if (error instanceof PkiError) return [];
    throw error;
  }
}

const FIELD: Partial<Record<IdentifierKind, string>> = { organization: 'uscc', person: 'personId' };

function read({ oid, value: bytes, offset }: Encoded, assumed: IdentifierKind): HolderIdentifier {
  const field = FIELD[assumed] ?? assumed;
  const found = readForm(bytes, offset, field);
  const kind = assumed === 'person' ? (found.kind ?? assumed) : assumed;
  const value = withoutResidue(found.text);
  const standard = value === found.text && (oid === OID.identifyCode ? found.explicit : found.plain);
  return { oid, kind, text: found.text, value, standard };
}

interface Form {
  text: string;
  /** Which alternative of IdentifyCode was tagged. */
  kind: IdentifierKind | undefined;
  /** It was tagged explicitly. */
  explicit: boolean;
  /** A PrintableString and nothing around it. */
  plain: boolean;
}

const BARE = { kind: undefined, explicit: false, plain: false } as const;

/** CHOICE { residenterCardNumber [0], militaryOfficerCardNumber [1], passportNumber [2] }. */
const ALTERNATIVES: readonly IdentifierKind[] = ['resident-card', 'military-card', 'passport'];

function readForm(bytes: Uint8Array, offset: number, field: string): Form {
  const value = tryDer(bytes, offset);
  if (!value) return { ...BARE, text: decode(bytes, offset, field) };
  for (const [n, kind] of ALTERNATIVES.entries()) {
    if (value.tag === contextConstructed(n)) {
      const text = readText(value.only(contextConstructed(n), field), field);
      return { ...BARE, text, kind, explicit: true };
    }
    // Implicit tagging hides the string type; [1] is a UTF8String, the others are ASCII.
    if (value.tag === contextPrimitive(n)) {
      return { ...BARE, text: decode(value.content, value.contentOffset, field), kind };
    }
  }
  if (value.tag === TAG.octetString) {
    return { ...BARE, text: decode(value.content, value.contentOffset, field) };
  }
  return { ...BARE, text: readText(value, field), plain: value.tag === TAG.printableString };
}

/** undefined: raw characters, which by chance could be no encoding of a string. */
function tryDer(bytes: Uint8Array, offset: number): Der | undefined {
  try {
    return readOwnDer(bytes, { base: offset });
  } catch (error) {
    if (error instanceof PkiError && bytes.every((byte) => byte >= 0x20)) return undefined;
    throw error;
  }
}

function decode(bytes: Uint8Array, offset: number, field: string): string {
  try {
    return new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(bytes);
  } catch (cause) {
    throw new PkiError('pki/bad-der', 'not UTF-8', { offset, field, cause });
  }
}

/** Tags of the strings whose header has been seen in front of their content. */
const RESIDUAL_TAGS: readonly number[] = [TAG.utf8String, TAG.printableString, TAG.ia5String];

function withoutResidue(text: string): string {
  const header = RESIDUAL_TAGS.includes(text.charCodeAt(0)) && text.charCodeAt(1) === text.length - 2;
  const trimmed = (header ? text.slice(2) : text).replaceAll('\0', ' ').trim();
  // A prefix only where a number of the expected form follows: what is handed in as a keyed hash stays whole.
  return trimmed.replace(/^SF(?=\d{15}$|\d{17}[\dXx]$)|^N(?=\d{15}$|\d{8}-?[\dX]$|[0-9A-Z]{18}$)/, '');
}
