/** Rules for the values of primitive universal types under DER (X.690 §8.2–8.26, §11). Each looks at bytes in place. */
import { PkiError } from '../errors.ts';
import { TAG } from './tags.ts';
import { isTimeAt, preciseInstantAt } from './time.ts';

/** Throws `pki/bad-der` when the octets from `start` to `end` are not the one DER encoding of a value of this type. */
export function checkPrimitive(
  tag: number,
  bytes: Uint8Array,
  start: number,
  end: number,
  base: number,
  field?: string,
): void {
  const rule = RULES[tag];
  const broken = rule ? rule(bytes, start, end) : `universal type ${tag} is not used in PKI structures`;
  if (broken) throw new PkiError('pki/bad-der', broken, { offset: base + start, field });
}

type Rule = (bytes: Uint8Array, start: number, end: number) => string | undefined;

const boolean: Rule = (bytes, start, end) =>
  end - start === 1 && (bytes[start] === 0x00 || bytes[start] === 0xff) ? undefined : 'BOOLEAN is neither 00 nor FF';

const integer: Rule = (bytes, start, end) => {
  if (start === end) return 'empty INTEGER';
  if (end - start === 1) return undefined;
  const sign = (bytes[start + 1] as number) >= 0x80 ? 0xff : 0x00;
  return bytes[start] === sign ? 'INTEGER is not minimal' : undefined;
};

const bitString: Rule = (bytes, start, end) => {
  const unused = bytes[start] as number;
  if (start === end || unused > 7) return 'BIT STRING without a valid count of unused bits';
  if (end - start === 1) return unused === 0 ? undefined : 'empty BIT STRING with unused bits';
  const last = bytes[end - 1] as number;
  return (last & ((1 << unused) - 1)) === 0 ? undefined : 'unused bits of a BIT STRING are not zero';
};

const oid: Rule = (bytes, start, end) => {
  if (start === end || end - start > 64) return 'OBJECT IDENTIFIER of a wrong length';
  if ((bytes[end - 1] as number) >= 0x80) return 'OBJECT IDENTIFIER ends within an arc';
  for (let i = start, before = 0; i < end; i++) {
    const octet = bytes[i] as number;
    if (before < 0x80 && octet === 0x80) return 'arc of an OBJECT IDENTIFIER is not minimal';
    before = octet;
  }
  return undefined;
};

const strictUtf8 = new TextDecoder('utf-8', { fatal: true });

const utf8: Rule = (bytes, start, end) => {
  let at = start;
  while (at < end && (bytes[at] as number) < 0x80) at++;
  if (at === end) return undefined;
  try {
    strictUtf8.decode(bytes.subarray(at, end));
    return undefined;
  } catch {
    return 'UTF8String is not UTF-8';
  }
};

const setOf = (characters: string): Uint8Array => {
  const members = new Uint8Array(256);
  for (const character of characters) members[character.charCodeAt(0)] = 1;
  return members;
};
const LETTERS = 'ABCDEFGHIJKLMNOPQRSTUVWXYZ';
// X.680 §41.4. `*`, `@`, `_` and `&` are not in the set.
const PRINTABLE = setOf(`${LETTERS}${LETTERS.toLowerCase()}0123456789 '()+,-./:=?`);
const NUMERIC = setOf('0123456789 ');
const VISIBLE = setOf(String.fromCharCode(...Array.from({ length: 95 }, (_, i) => 0x20 + i)));
const IA5 = setOf(String.fromCharCode(...Array.from({ length: 128 }, (_, i) => i)));

const among =
  (members: Uint8Array, type: string): Rule =>
  (bytes, start, end) => {
    for (let i = start; i < end; i++) if (members[bytes[i] as number] === 0) return `character outside ${type}`;
    return undefined;
  };

export function isPrintable(text: string): boolean {
  for (let i = 0; i < text.length; i++) if (PRINTABLE[text.charCodeAt(i)] !== 1) return false;
  return true;
}

// UCS-2 has no surrogates: half a pair is how two programs come to see two strings.
const bmp: Rule = (bytes, start, end) => {
  if ((end - start) % 2 !== 0) return 'BMPString of odd length';
  for (let i = start; i < end; i += 2) if (((bytes[i] as number) & 0xf8) === 0xd8) return 'surrogate in a BMPString';
  return undefined;
};

const RULES: Readonly<Record<number, Rule>> = {
  [TAG.boolean]: boolean,
  [TAG.integer]: integer,
  [TAG.enumerated]: integer,
  [TAG.bitString]: bitString,
  [TAG.octetString]: () => undefined,
  [TAG.null]: (_, start, end) => (start === end ? undefined : 'NULL with content'),
  [TAG.oid]: oid,
  [TAG.utf8String]: utf8,
  [TAG.numericString]: among(NUMERIC, 'NumericString'),
  [TAG.printableString]: among(PRINTABLE, 'PrintableString'),
  [TAG.teletexString]: () => undefined,
  [TAG.ia5String]: among(IA5, 'IA5String'),
  [TAG.visibleString]: among(VISIBLE, 'VisibleString'),
  [TAG.bmpString]: bmp,
  [TAG.utcTime]: (bytes, start, end) =>
    isTimeAt('utc', bytes, start, end) ? undefined : 'UTCTime is not YYMMDDhhmmssZ',
  [TAG.generalizedTime]: (bytes, start, end) =>
    Number.isNaN(preciseInstantAt(bytes, start, end))
      ? 'GeneralizedTime is not YYYYMMDDhhmmssZ, nor with a fraction in its shortest form'
      : undefined,
};
