/** Writing DER (X.690). Values are encoded bottom-up into byte arrays; SET OF is put in order here. */
import { ascii, compareBytes, concat, fromHex } from '../bytes.ts';
import { PkiError } from '../errors.ts';
import { OID } from './oids.ts';
import { isPrintable } from './primitives.ts';
import { contextConstructed, contextPrimitive, TAG } from './tags.ts';
import { timeOctets } from './time.ts';

/** Identifier, minimal length, content. */
export function encode(tag: number, ...content: readonly Uint8Array[]): Uint8Array {
  return encodeAll(tag, content);
}

/** `encode` over any number of parts: a call cannot spread the entries of a long list. */
export function encodeAll(tag: number, content: readonly Uint8Array[]): Uint8Array {
  let length = 0;
  for (const part of content) length += part.length;
  const octets = lengthOctets(length);
  const whole = new Uint8Array(2 + octets + length);
  putHead(whole, tag, length, octets);
  let at = 2 + octets;
  for (const part of content) {
    whole.set(part, at);
    at += part.length;
  }
  return whole;
}

/** Identifier and length octets alone, for content that is put behind them once for all the values around it. */
export function head(tag: number, length: number): Uint8Array {
  const octets = lengthOctets(length);
  const bytes = new Uint8Array(2 + octets);
  putHead(bytes, tag, length, octets);
  return bytes;
}

const lengthOctets = (length: number): number =>
  length < 0x80 ? 0 : length < 0x100 ? 1 : length < 0x10000 ? 2 : length < 0x1000000 ? 3 : 4;

function putHead(into: Uint8Array, tag: number, length: number, octets: number): void {
  into[0] = tag;
  into[1] = octets === 0 ? length : 0x80 | octets;
  for (let i = octets, rest = length; i > 0; i--, rest = Math.floor(rest / 256)) into[1 + i] = rest % 256;
}

export const sequence = (...members: readonly Uint8Array[]): Uint8Array => encode(TAG.sequence, ...members);
export const setOf = (...members: readonly Uint8Array[]): Uint8Array =>
  encode(TAG.set, ...members.toSorted(compareBytes));
export const explicit = (n: number, ...members: readonly Uint8Array[]): Uint8Array =>
  encode(contextConstructed(n), ...members);
/** [n] IMPLICIT over a primitive type: `content` is its content octets. */
export const implicit = (n: number, content: Uint8Array): Uint8Array => encode(contextPrimitive(n), content);
export const octetString = (content: Uint8Array): Uint8Array => encode(TAG.octetString, content);
export const bitOctets = (content: Uint8Array): Uint8Array => encode(TAG.bitString, Uint8Array.of(0), content);
export const boolean = (value: boolean): Uint8Array => encode(TAG.boolean, Uint8Array.of(value ? 0xff : 0x00));
export const nullValue = (): Uint8Array => encode(TAG.null);

/** Content octets of a named bit list; `bits` are bit numbers. */
export function namedBits(bits: readonly number[]): Uint8Array {
  const highest = Math.max(-1, ...bits);
  const content = new Uint8Array(Math.ceil((highest + 1) / 8) + 1);
  content[0] = highest < 0 ? 0 : 7 - (highest % 8);
  for (const bit of bits) content[1 + (bit >> 3)] = (content[1 + (bit >> 3)] as number) | (0x80 >> (bit & 7));
  return encode(TAG.bitString, content);
}

/** A non-negative INTEGER from a small number, or from hex of any length. */
export function integer(value: number | string, tag: number = TAG.integer): Uint8Array {
  const text = typeof value === 'number' ? value.toString(16) : value.toLowerCase();
  const bytes = fromHex(text.length % 2 === 0 ? text : `0${text}`);
  if (!bytes || bytes.length === 0) throw new PkiError('pki/bad-value', 'not a non-negative hexadecimal number');
  let first = 0;
  while (first < bytes.length - 1 && bytes[first] === 0) first++;
  const minimal = bytes.subarray(first);
  return encode(tag, (minimal[0] as number) >= 0x80 ? concat(Uint8Array.of(0), minimal) : minimal);
}

/** Throws `pki/bad-value` (`oid`) for what is no object identifier, or one that no reader takes: 64 octets at most. */
export function oid(dotted: string): Uint8Array {
  const known = KNOWN_OIDS.get(dotted);
  // A copy: what is handed out may be changed by whoever holds it.
  return known ? known.slice() : encodeOid(dotted);
}

const DOTTED = /^(?:[01]\.[1-3]?[0-9]|2\.(?:0|[1-9][0-9]*))(?:\.(?:0|[1-9][0-9]*))*$/;
const MAX_OID = 64;

function encodeOid(dotted: string): Uint8Array {
  // 64 octets are 448 bits, fewer than 200 characters.
  if (dotted.length > 200 || !DOTTED.test(dotted)) refuseOid(dotted);
  const arcs = dotted.split('.').map(BigInt);
  const [first = 0n, second = 0n, ...rest] = arcs;
  const content: number[] = [];
  for (const arc of [first * 40n + second, ...rest]) {
    const septets: number[] = [];
    for (let left = arc; septets.length === 0 || left > 0n; left >>= 7n) {
      septets.unshift(Number(left & 0x7fn) | (septets.length === 0 ? 0 : 0x80));
    }
    content.push(...septets);
  }
  return content.length > MAX_OID ? refuseOid(dotted) : encode(TAG.oid, Uint8Array.from(content));
}

function refuseOid(dotted: string): never {
  throw new PkiError('pki/bad-value', `${dotted.slice(0, 80)} is no object identifier`, { field: 'oid' });
}

export const utf8 = (text: string): Uint8Array => encode(TAG.utf8String, new TextEncoder().encode(text));

export function printable(text: string, field: string): Uint8Array {
  if (!isPrintable(text)) throw new PkiError('pki/bad-value', 'character outside PrintableString', { field });
  return encode(TAG.printableString, ascii(text));
}

/** RFC 5280 §4.1.2.5: UTCTime until 2049, GeneralizedTime from 2050. */
export function time(instant: Date): Uint8Array {
  const year = instant.getUTCFullYear();
  if (year >= 2050 || year < 1950) return generalizedTime(instant);
  return encode(TAG.utcTime, timeOf(instant).subarray(2));
}

export function generalizedTime(instant: Date): Uint8Array {
  return encode(TAG.generalizedTime, timeOf(instant));
}

/** With milliseconds, unless they are none; trailing zeros are not written (X.690 §11.7.3). */
export function fractionalTime(instant: Date): Uint8Array {
  const fraction = String(instant.getUTCMilliseconds()).padStart(3, '0').replace(/0+$/, '');
  const whole = timeOf(instant);
  return fraction
    ? encode(TAG.generalizedTime, whole.subarray(0, -1), ascii(`.${fraction}Z`))
    : generalizedTime(instant);
}

function timeOf(instant: Date): Uint8Array {
  const year = instant.getUTCFullYear();
  if (!(year >= 0 && year <= 9999)) throw new PkiError('pki/bad-value', 'not a date of four digits', { field: 'time' });
  return timeOctets(instant);
}

/** The identifiers this package writes, encoded once. */
const KNOWN_OIDS: ReadonlyMap<string, Uint8Array> = new Map(
  Object.values(OID).map((dotted) => [dotted, encodeOid(dotted)]),
);
