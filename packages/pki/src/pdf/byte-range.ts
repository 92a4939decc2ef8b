/**
 * The ByteRange of a prepared PDF and the digest over it (ISO 32000-1 §12.8.1). Light on purpose: the phone recomputes
 * the digest of what it is about to sign with this file, without parsing the PDF.
 *
 * It holds because the range is insisted on: it starts at the first byte, ends at the last, and leaves out exactly
 * one hexadecimal string. Nothing that is shown can hide in the gap, so whichever signature dictionary the text
 * belongs to, the digest is that of the whole file.
 */
import { Sm3 } from '@qianyin/gm';
import { latin1 } from '../bytes.ts';
import { PkiError } from '../errors.ts';

/** [start, length, start, length]. */
export type ByteRange = readonly [number, number, number, number];

export interface ByteRangeDigest {
  byteRange: ByteRange;
  /** SM3 over both parts. */
  digest: Uint8Array;
}

/** Throws `pki/pdf-not-prepared` unless the last /ByteRange covers the whole file but one hexadecimal string. */
export function pdfByteRangeDigest(prepared: Uint8Array): ByteRangeDigest {
  const byteRange = findByteRange(prepared);
  return { byteRange, digest: digestByteRange(prepared, byteRange) };
}

export function digestByteRange(pdf: Uint8Array, [start, length, second, rest]: ByteRange): Uint8Array {
  const digest = new Sm3();
  digest.update(pdf.subarray(start, start + length));
  digest.update(pdf.subarray(second, second + rest));
  return digest.digest();
}

const KEY = '/ByteRange';

function findByteRange(pdf: Uint8Array): ByteRange {
  const at = lastIndexOf(pdf, KEY);
  if (at < 0) throw new PkiError('pki/pdf-not-prepared', 'no /ByteRange');
  const text = latin1(pdf.subarray(at + KEY.length, at + KEY.length + 80));
  const match = /^\s*\[\s*(\d{1,10})\s+(\d{1,10})\s+(\d{1,10})\s+(\d{1,10})\s*\]/.exec(text);
  if (!match) throw new PkiError('pki/pdf-not-prepared', 'unreadable /ByteRange', { offset: at });
  const range = match.slice(1).map(Number) as unknown as ByteRange;
  if (!coversAllButGap(pdf, range)) {
    throw new PkiError('pki/pdf-not-prepared', 'the range does not cover the whole file but one hex string', {
      offset: at,
    });
  }
  return range;
}

/** Starts at 0, ends at the end, and the gap is one hexadecimal string. */
function coversAllButGap(pdf: Uint8Array, range: ByteRange): boolean {
  return range[2] + range[3] === pdf.length && hasHexGap(pdf, range);
}

/** The first part starts at 0, the second follows a gap that is exactly `<hex digits>`. */
export function hasHexGap(pdf: Uint8Array, [start, length, second, rest]: ByteRange): boolean {
  if (start !== 0 || second + rest > pdf.length || second < length + 2) return false;
  if (pdf[length] !== 0x3c || pdf[second - 1] !== 0x3e) return false;
  for (let i = length + 1; i < second - 1; i++) if (!isHexDigit(pdf[i] as number)) return false;
  return true;
}

const isHexDigit = (byte: number): boolean =>
  (byte >= 0x30 && byte <= 0x39) || (byte >= 0x41 && byte <= 0x46) || (byte >= 0x61 && byte <= 0x66);

export function lastIndexOf(bytes: Uint8Array, text: string, before = bytes.length): number {
  const first = text.charCodeAt(0);
  for (let i = Math.min(before, bytes.length - text.length); i >= 0; i--) {
    if (bytes[i] !== first) continue;
    let k = 1;
    while (k < text.length && bytes[i + k] === text.charCodeAt(k)) k++;
    if (k === text.length) return i;
  }
  return -1;
}
