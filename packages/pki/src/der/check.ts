/**
 * The strict DER pre-check: one walk over the whole encoding before any structure is read (X.690 §8, §10, §11).
 *
 * Refused: indefinite and non-minimal lengths, high tag numbers, primitive types in constructed form, values of
 * universal types that have a second encoding, SET OF out of order, trailing bytes, depth and size above the limit.
 * Left out: the content of primitive context-specific tags is opaque here; the structure reader checks it.
 * Two encodings of one value are how a signed object is made to read differently in two programs.
 *
 * The walk allocates nothing: a list of 100,000 revocations is checked in place.
 */
import { PkiError } from '../errors.ts';
import { checkPrimitive } from './primitives.ts';
import { TAG } from './tags.ts';

export interface DerLimits {
  /** Largest encoding accepted, in bytes. */
  maxBytes: number;
  /** Deepest nesting of constructed values. */
  maxDepth: number;
}

export const DEFAULT_LIMITS: DerLimits = { maxBytes: 1 << 20, maxDepth: 24 };

export interface Header {
  tag: number;
  contentStart: number;
  end: number;
}

/** Read identifier and length octets at `at`; `limit` is the end of the enclosing value. */
export function readHeader(bytes: Uint8Array, at: number, limit: number, base: number): Header {
  const length = lengthAt(bytes, at, limit, base);
  const contentStart = contentStartAt(bytes, at);
  return { tag: bytes[at] as number, contentStart, end: contentStart + length };
}

/** The length of the content of the value at `at`, whose header and content lie before `limit`. */
export function lengthAt(bytes: Uint8Array, at: number, limit: number, base: number): number {
  if (at + 2 > limit) return refuse('truncated header', base + at);
  if (((bytes[at] as number) & 0x1f) === 0x1f) return refuse('high tag number', base + at);
  const first = bytes[at + 1] as number;
  const length = first < 0x80 ? first : longLengthAt(bytes, at, limit, base);
  if (contentStartAt(bytes, at) + length > limit) return refuse('value runs past its container', base + at);
  return length;
}

function longLengthAt(bytes: Uint8Array, at: number, limit: number, base: number): number {
  const octets = (bytes[at + 1] as number) & 0x7f;
  if (octets === 0) return refuse('indefinite length', base + at);
  if (octets > 4) return refuse('length of more than four octets', base + at);
  if (at + 2 + octets > limit) return refuse('truncated length', base + at);
  let length = 0;
  for (let i = 0; i < octets; i++) length = length * 256 + (bytes[at + 2 + i] as number);
  return length < 0x80 || length < 256 ** (octets - 1) ? refuse('length is not minimal', base + at) : length;
}

/** Where the content of a value begins whose header passed `lengthAt`. */
export function contentStartAt(bytes: Uint8Array, at: number): number {
  const first = bytes[at + 1] as number;
  return at + 2 + (first < 0x80 ? 0 : first & 0x7f);
}

/** Check that `bytes` is exactly one strict DER value. `base` is added to offsets in errors. */
export function checkDer(bytes: Uint8Array, limits: DerLimits = DEFAULT_LIMITS, base = 0): void {
  checkIsBytes(bytes, base);
  if (bytes.length > limits.maxBytes) {
    throw new PkiError('pki/too-large', `${bytes.length} bytes, the limit is ${limits.maxBytes}`, { offset: base });
  }
  const end = walk(bytes, 0, bytes.length, limits.maxDepth, base);
  if (end !== bytes.length) refuse('trailing bytes', base + end);
}

/** What comes from JavaScript without types: of a number, a copy would be as many zeros. */
export function checkIsBytes(bytes: Uint8Array, base = 0): void {
  if (!(bytes instanceof Uint8Array)) refuse('not a Uint8Array', base);
}

function walk(bytes: Uint8Array, at: number, limit: number, depthLeft: number, base: number): number {
  const length = lengthAt(bytes, at, limit, base);
  const start = contentStartAt(bytes, at);
  const end = start + length;
  const tag = bytes[at] as number;
  if ((tag & 0x20) === 0) {
    if ((tag & 0xc0) === 0) checkPrimitive(tag, bytes, start, end, base);
    return end;
  }
  if ((tag & 0xc0) === 0 && tag !== TAG.sequence && tag !== TAG.set) {
    refuse('a primitive type in constructed form', base + at);
  }
  if (depthLeft <= 1) throw new PkiError('pki/too-large', 'nested too deeply', { offset: base + at });
  let previous = -1;
  for (let child = start; child < end; ) {
    const next = walk(bytes, child, end, depthLeft - 1, base);
    if (tag === TAG.set) {
      if (previous >= 0 && comesBefore(bytes, child, next, previous)) refuse('SET OF is not in order', base + child);
      previous = child;
    }
    child = next;
  }
  return end;
}

/** Whether the encoding at `from`…`to` sorts before the one at `previous`…`from` (X.690 §11.6). */
function comesBefore(bytes: Uint8Array, from: number, to: number, previous: number): boolean {
  for (let i = 0; from + i < to; i++) {
    if (previous + i === from) return false;
    const difference = (bytes[from + i] as number) - (bytes[previous + i] as number);
    if (difference !== 0) return difference < 0;
  }
  return to - from < from - previous;
}

function refuse(detail: string, offset: number): never {
  throw new PkiError('pki/bad-der', detail, { offset });
}
