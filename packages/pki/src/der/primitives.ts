/** Rules for the values of primitive universal types under DER (X.690 §8.2–8.26, §11). */
import { latin1 } from '../bytes.ts';
import { PkiError } from '../errors.ts';
import { TAG } from './tags.ts';
import { isTimeText } from './time.ts';

/** Throws `pki/bad-der` when the content octets of a primitive universal type are not its one DER encoding. */
export function checkPrimitive(tag: number, content: Uint8Array, offset: number): void {
  if ((tag & 0xc0) !== 0) return;
  const rule = RULES.get(tag);
  const broken = rule ? rule(content) : `universal type ${tag} is not used in PKI structures`;
  if (broken) throw new PkiError('pki/bad-der', broken, { offset });
}

type Rule = (content: Uint8Array) => string | undefined;

const integer: Rule = (content) => {
  if (content.length === 0) return 'empty INTEGER';
  const [first, second] = content;
  if (second !== undefined && ((first === 0x00 && second < 0x80) || (first === 0xff && second >= 0x80))) {
    return 'INTEGER is not minimal';
  }
  return undefined;
};

const bitString: Rule = (content) => {
  const unused = content[0];
  if (unused === undefined || unused > 7) return 'BIT STRING without a valid count of unused bits';
  const last = content[content.length - 1] as number;
  if (content.length === 1) return unused === 0 ? undefined : 'empty BIT STRING with unused bits';
  return (last & ((1 << unused) - 1)) === 0 ? undefined : 'unused bits of a BIT STRING are not zero';
};

const oid: Rule = (content) => {
  if (content.length === 0 || content.length > 64) return 'OBJECT IDENTIFIER of a wrong length';
  if ((content[content.length - 1] as number) >= 0x80) return 'OBJECT IDENTIFIER ends within an arc';
  for (let i = 0; i < content.length; i++) {
    const startsArc = i === 0 || (content[i - 1] as number) < 0x80;
    if (startsArc && content[i] === 0x80) return 'arc of an OBJECT IDENTIFIER is not minimal';
  }
  return undefined;
};

const utf8: Rule = (content) => {
  try {
    new TextDecoder('utf-8', { fatal: true }).decode(content);
    return undefined;
  } catch {
    return 'UTF8String is not UTF-8';
  }
};

const PRINTABLE = /^[A-Za-z0-9 '()+,\-./:=?]*$/;

/** X.680 §41.4. `*`, `@`, `_` and `&` are not in the set. */
export function isPrintable(text: string): boolean {
  return PRINTABLE.test(text);
}

const RULES: ReadonlyMap<number, Rule> = new Map<number, Rule>([
  [
    TAG.boolean,
    (content) =>
      content.length === 1 && (content[0] === 0x00 || content[0] === 0xff) ? undefined : 'BOOLEAN is neither 00 nor FF',
  ],
  [TAG.integer, integer],
  [TAG.enumerated, integer],
  [TAG.bitString, bitString],
  [TAG.octetString, () => undefined],
  [TAG.null, (content) => (content.length === 0 ? undefined : 'NULL with content')],
  [TAG.oid, oid],
  [TAG.utf8String, utf8],
  [TAG.printableString, (content) => (isPrintable(latin1(content)) ? undefined : 'character outside PrintableString')],
  [TAG.teletexString, () => undefined],
  [TAG.ia5String, (content) => (content.every((byte) => byte < 0x80) ? undefined : 'character outside IA5String')],
  [TAG.bmpString, (content) => (content.length % 2 === 0 ? undefined : 'BMPString of odd length')],
  [TAG.utcTime, (content) => (isTimeText('utc', content) ? undefined : 'UTCTime is not YYMMDDhhmmssZ')],
  [
    TAG.generalizedTime,
    (content) => (isTimeText('generalized', content) ? undefined : 'GeneralizedTime is not YYYYMMDDhhmmssZ'),
  ],
]);
