/**
 * GeneralName (RFC 5280 §4.2.1.6): how a subject, a distribution point or a subtree is named. otherName, x400Address and
 * ediPartyName are kept as their encoding; whoever must judge one refuses it.
 */
import { ascii, latin1 } from '../bytes.ts';
import type { Der } from '../der/read.ts';
import { contextConstructed, contextPrimitive, TAG } from '../der/tags.ts';
import { readOid } from '../der/values.ts';
import { explicit, implicit, oid } from '../der/write.ts';
import { PkiError } from '../errors.ts';
import type { Name } from './name.ts';
import { readName } from './name.ts';

export type GeneralNameKind = 'rfc822' | 'dns' | 'uri' | 'ip' | 'directory' | 'registeredId' | 'other';

export type GeneralName = { der: Uint8Array } & (
  | { kind: 'rfc822' | 'dns' | 'uri' | 'registeredId'; value: string }
  /** Octets in network order: 4 or 16 of an address, twice as many of an address with its mask. */
  | { kind: 'ip'; value: Uint8Array }
  | { kind: 'directory'; value: Name }
  /** The type of an otherName; undefined for x400Address and ediPartyName. */
  | { kind: 'other'; value: string | undefined }
);

const TEXT_KINDS = new Map([
  [contextPrimitive(1), 'rfc822'],
  [contextPrimitive(2), 'dns'],
  [contextPrimitive(6), 'uri'],
] as const);
const OTHER_NAME = contextConstructed(0);
const OTHER_TAGS: readonly number[] = [OTHER_NAME, contextConstructed(3), contextConstructed(5)];

export function readGeneralName(value: Der, field: string): GeneralName {
  const { tag, bytes: der } = value;
  const kind = (TEXT_KINDS as ReadonlyMap<number, 'rfc822' | 'dns' | 'uri'>).get(tag);
  if (kind) {
    const text = latin1(value.as(TAG.ia5String, field).content);
    // Spaces and control characters end a URI in one program and not in another.
    if (kind === 'uri' && !/^[\x21-\x7e]*$/.test(text)) value.fail(field, 'not a URI');
    return { der, kind, value: text };
  }
  if (tag === contextConstructed(4)) return { der, kind: 'directory', value: readName(value.only(tag, field), field) };
  if (tag === contextPrimitive(7)) {
    const { content } = value;
    if (![4, 8, 16, 32].includes(content.length)) value.fail(field, 'an address of a wrong length');
    return { der, kind: 'ip', value: content };
  }
  if (tag === contextPrimitive(8))
    return { der, kind: 'registeredId', value: readOid(value.as(TAG.oid, field), field) };
  if (!OTHER_TAGS.includes(tag)) value.fail(field, 'not a general name');
  return { der, kind: 'other', value: tag === OTHER_NAME ? readOtherName(value, field) : undefined };
}

function readOtherName(value: Der, field: string): string {
  const fields = value.open(OTHER_NAME, field);
  const type = readOid(fields.any(field), field);
  fields.next(contextConstructed(0), field);
  fields.done();
  return type;
}

/** GeneralNames under `tag`: at least one. */
export function readGeneralNames(value: Der, tag: number, field: string, max = 256): GeneralName[] {
  const names = value.list(tag, field, max).map((each) => readGeneralName(each, field));
  return names.length > 0 ? names : value.fail(field, 'no names');
}

export type GeneralNameInput =
  | { kind: 'rfc822' | 'dns' | 'uri' | 'registeredId'; value: string }
  | { kind: 'ip'; value: Uint8Array }
  | { kind: 'directory'; value: { der: Uint8Array } };

/** Throws `pki/bad-value` for text outside IA5String. */
export function buildGeneralName(name: GeneralNameInput, field: string): Uint8Array {
  switch (name.kind) {
    case 'rfc822':
    case 'dns':
    case 'uri':
      if (!/^[\x21-\x7e]*$/.test(name.value)) throw new PkiError('pki/bad-value', 'visible ASCII expected', { field });
      return implicit(name.kind === 'rfc822' ? 1 : name.kind === 'dns' ? 2 : 6, ascii(name.value));
    case 'ip':
      return implicit(7, name.value);
    case 'directory':
      return explicit(4, name.value.der);
    case 'registeredId':
      return implicit(8, oid(name.value).subarray(2));
  }
}
