/** Literal and hexadecimal strings (ISO 32000-1 §7.3.4). */
import { PkiError } from '../errors.ts';
import type { PdfString } from './syntax.ts';
import { isWhite } from './syntax.ts';

function unreadable(detail: string, offset: number): never {
  throw new PkiError('pki/pdf-unreadable', detail, { offset });
}

const MAX_LENGTH = 4 << 20;

export function parseHexString(source: Uint8Array, start: number): PdfString {
  const digits: number[] = [];
  let at = start + 1;
  for (; source[at] !== 0x3e; at++) {
    const byte = source[at];
    if (byte === undefined) unreadable('unfinished hexadecimal string', start);
    if (isWhite(byte)) continue;
    const digit = Number.parseInt(String.fromCharCode(byte), 16);
    if (Number.isNaN(digit)) unreadable('not a hexadecimal digit', at);
    digits.push(digit);
    if (digits.length > 2 * MAX_LENGTH) unreadable('string too long', start);
  }
  if (digits.length % 2 === 1) digits.push(0);
  const bytes = Uint8Array.from(
    { length: digits.length / 2 },
    (_, i) => (digits[2 * i] as number) * 16 + (digits[2 * i + 1] as number),
  );
  return { kind: 'string', bytes, hex: true, source, start, end: at + 1 };
}

const ESCAPES: Readonly<Record<string, number>> = { n: 0x0a, r: 0x0d, t: 0x09, b: 0x08, f: 0x0c };

export function parseLiteralString(source: Uint8Array, start: number): PdfString {
  const bytes: number[] = [];
  let open = 1;
  let at = start + 1;
  while (open > 0) {
    const byte = source[at];
    if (byte === undefined) return unreadable('unfinished string', start);
    if (bytes.length > MAX_LENGTH) unreadable('string too long', start);
    at++;
    if (byte === 0x5c) at = readEscape(source, at, bytes);
    else if (byte === 0x29 && --open === 0) break;
    else {
      if (byte === 0x28) open++;
      bytes.push(byte);
    }
  }
  return { kind: 'string', bytes: Uint8Array.from(bytes), hex: false, source, start, end: at };
}

/** What follows a backslash; returns where reading goes on. */
function readEscape(source: Uint8Array, at: number, bytes: number[]): number {
  const byte = source[at];
  if (byte === undefined) return unreadable('unfinished string', at);
  if (byte === 0x0d) return source[at + 1] === 0x0a ? at + 2 : at + 1;
  if (byte === 0x0a) return at + 1;
  if (byte < 0x30 || byte > 0x37) {
    bytes.push(ESCAPES[String.fromCharCode(byte)] ?? byte);
    return at + 1;
  }
  let value = 0;
  let end = at;
  for (; end < at + 3; end++) {
    const digit = source[end];
    if (digit === undefined || digit < 0x30 || digit > 0x37) break;
    value = value * 8 + digit - 0x30;
  }
  bytes.push(value & 0xff);
  return end;
}
