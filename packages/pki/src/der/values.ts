/** Values of the universal types, read from members that passed the strict check. */
import { latin1, toHex } from '../bytes.ts';
import { PkiError } from '../errors.ts';
import type { Der } from './read.ts';
import { TAG } from './tags.ts';
import { parseTimeText, preciseInstantAt } from './time.ts';

export function readOid(value: Der, field: string): string {
  value.expect(TAG.oid, field);
  let dotted = '';
  let arc = 0;
  for (const octet of value.content) {
    // Past 2⁴⁶ the next septet could leave what a number holds exactly.
    if (arc > 2 ** 46) return readLongOid(value.content);
    arc = arc * 128 + (octet & 0x7f);
    if (octet >= 0x80) continue;
    if (dotted === '') dotted = arc < 80 ? `${arc < 40 ? 0 : 1}.${arc % 40}` : `2.${arc - 80}`;
    else dotted += `.${arc}`;
    arc = 0;
  }
  return dotted;
}

function readLongOid(content: Uint8Array): string {
  const arcs: bigint[] = [];
  let arc = 0n;
  for (const octet of content) {
    arc = (arc << 7n) | BigInt(octet & 0x7f);
    if (octet >= 0x80) continue;
    if (arcs.length === 0) {
      const first = arc < 40n ? 0n : arc < 80n ? 1n : 2n;
      arcs.push(first, arc - first * 40n);
    } else arcs.push(arc);
    arc = 0n;
  }
  return arcs.join('.');
}

export function readBoolean(value: Der, field: string): boolean {
  return value.expect(TAG.boolean, field).content[0] === 0xff;
}

/** A small non-negative INTEGER (versions, path lengths, reason codes). */
export function readSmallInteger(value: Der, field: string, tag: number = TAG.integer): number {
  const { content } = value.expect(tag, field);
  if (content.length > 4 || (content[0] as number) >= 0x80) value.fail(field, 'out of range');
  return content.reduce((sum, byte) => sum * 256 + byte, 0);
}

/**
 * A non-negative INTEGER as lower-case hex without leading zeros but of even length: one text per number, so that
 * serial numbers compare as strings. Negative numbers are refused.
 */
export function readIntegerHex(value: Der, field: string): string {
  const { content } = value.expect(TAG.integer, field);
  if ((content[0] as number) >= 0x80) value.fail(field, 'negative');
  return toHex(content.length > 1 && content[0] === 0 ? content.subarray(1) : content);
}

/** A BIT STRING that holds whole octets. */
export function readBitOctets(value: Der, field: string): Uint8Array {
  const { content } = value.expect(TAG.bitString, field);
  if (content[0] !== 0) value.fail(field, 'not whole octets');
  return content.subarray(1);
}

/** A named-bit BIT STRING (X.690 §11.2.2: no trailing zero bits), as the numbers of the set bits. */
export function readNamedBits(value: Der, field: string): number[] {
  const { content } = value.expect(TAG.bitString, field);
  const bits: number[] = [];
  for (let i = 1; i < content.length; i++) {
    for (let bit = 0; bit < 8; bit++) if ((content[i] as number) & (0x80 >> bit)) bits.push((i - 1) * 8 + bit);
  }
  const last = (content.length - 1) * 8 - (content[0] as number) - 1;
  if (last >= 0 && bits.at(-1) !== last) {
    throw new PkiError('pki/bad-der', 'trailing zero bits of a named bit list', { offset: value.offset, field });
  }
  return bits;
}

const utf8 = new TextDecoder('utf-8', { ignoreBOM: true });
const utf16 = new TextDecoder('utf-16be', { ignoreBOM: true });

/** Any of the string types a name may hold (RFC 5280 §4.1.2.4). */
export function readText(value: Der, field: string): string {
  const { content } = value;
  switch (value.tag) {
    case TAG.utf8String:
      return content.every((octet) => octet < 0x80) ? latin1(content) : utf8.decode(content);
    case TAG.printableString:
    case TAG.numericString:
    case TAG.visibleString:
    case TAG.ia5String:
    case TAG.teletexString:
      return latin1(content);
    case TAG.bmpString:
      return utf16.decode(content);
    default:
      return value.fail(field, 'not a character string');
  }
}

export interface ReadTime {
  instant: Date;
  form: 'utc' | 'generalized';
}

export function readTime(value: Der, field: string): ReadTime {
  const form = value.tag === TAG.utcTime ? 'utc' : 'generalized';
  if (form === 'generalized') value.expect(TAG.generalizedTime, field);
  const instant = parseTimeText(form, value.content);
  return instant ? { instant, form } : value.fail(field, 'not a time');
}

/** A GeneralizedTime that may have a fraction of a second. */
export function readFractionalTime(value: Der, field: string): Date {
  const { content } = value.expect(TAG.generalizedTime, field);
  return new Date(preciseInstantAt(content, 0, content.length));
}
