/**
 * The private extensions that name the holder: unified social credit code and person identifier (GM/T 0015-2012).
 *
 * Written: the code as PrintableString; the person as CHOICE [0] EXPLICIT PrintableString, the reading most fielded
 * software picked, since the standard does not say whether the tags are implicit. Read: both taggings of all three
 * alternatives, a bare string, and the extensions of the 2023 text.
 *
 * The person identifier is whatever the caller hands in. A certificate is public: hand in a keyed hash or a masked
 * form, never the ID number itself. PrintableString has no `*` and no `_`.
 */
import { latin1 } from '../bytes.ts';
import { OID, PERSON_OIDS, USCC_OIDS } from '../der/oids.ts';
import type { Der } from '../der/read.ts';
import { readDer } from '../der/read.ts';
import { contextConstructed, contextPrimitive } from '../der/tags.ts';
import { readText } from '../der/values.ts';
import { explicit, printable } from '../der/write.ts';
import { PkiError } from '../errors.ts';
import type { Extension } from './extensions.ts';

export function readUscc(extensions: readonly Extension[]): string | undefined {
  const found = extensions.find((extension) => USCC_OIDS.includes(extension.oid));
  return found && readText(open(found), 'uscc');
}

export function readPersonId(extensions: readonly Extension[]): string | undefined {
  const found = extensions.find((extension) => PERSON_OIDS.includes(extension.oid));
  return found && readChoice(open(found));
}

const open = (extension: Extension): Der => readDer(extension.value, { base: extension.offset });

function readChoice(value: Der): string {
  const field = 'personId';
  for (const n of [0, 1, 2]) {
    if (value.tag === contextConstructed(n)) {
      const fields = value.open(contextConstructed(n), field);
      const inner = fields.any(field);
      fields.done();
      return readText(inner, field);
    }
    // Implicit tagging hides the string type; [1] is a UTF8String, the others are ASCII.
    if (value.tag === contextPrimitive(n)) {
      return n === 1 ? decodeUtf8(value, field) : latin1(value.content);
    }
  }
  return readText(value, field);
}

function decodeUtf8(value: Der, field: string): string {
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(value.content);
  } catch (cause) {
    throw new PkiError('pki/bad-der', 'not UTF-8', { offset: value.contentOffset, field, cause });
  }
}

export function buildUscc(uscc: string): { oid: string; value: Uint8Array } {
  if (!/^[0-9A-Z]{18}$/.test(uscc)) {
    throw new PkiError('pki/bad-value', '18 digits and capital letters expected', { field: 'uscc' });
  }
  return { oid: OID.organizationCode, value: printable(uscc, 'uscc') };
}

export function buildPersonId(personId: string): { oid: string; value: Uint8Array } {
  if (personId.length === 0 || personId.length > 128) {
    throw new PkiError('pki/bad-value', '1 to 128 characters expected', { field: 'personId' });
  }
  return { oid: OID.identifyCode, value: explicit(0, printable(personId, 'personId')) };
}
