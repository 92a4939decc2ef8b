/**
 * The strict DER pre-check: one walk over the whole encoding before any structure is read (X.690 §8, §10, §11).
 *
 * Refused: indefinite and non-minimal lengths, high tag numbers, primitive types in constructed form, values of
 * universal types that have a second encoding, SET OF out of order, trailing bytes, depth and size above the limit.
 * Left out: the content of primitive context-specific tags is opaque here; the structure reader checks it.
 * Two encodings of one value are how a signed object is made to read differently in two programs.
 */
import { compareBytes } from '../bytes.ts';
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
  const fail = (detail: string): never => {
    throw new PkiError('pki/bad-der', detail, { offset: base + at });
  };
  if (at + 2 > limit) fail('truncated header');
  const tag = bytes[at] as number;
  if ((tag & 0x1f) === 0x1f) fail('high tag number');
  const first = bytes[at + 1] as number;
  let length = first;
  let contentStart = at + 2;
  if (first === 0x80) fail('indefinite length');
  if (first > 0x80) {
    const octets = first & 0x7f;
    if (octets > 4) fail('length of more than four octets');
    if (contentStart + octets > limit) fail('truncated length');
    length = 0;
    for (let i = 0; i < octets; i++) length = length * 256 + (bytes[contentStart + i] as number);
    contentStart += octets;
    if (length < 0x80 || length < 256 ** (octets - 1)) fail('length is not minimal');
  }
  const end = contentStart + length;
  if (end > limit) fail('value runs past its container');
  return { tag, contentStart, end };
}

/** Check that `bytes` is exactly one strict DER value. `base` is added to offsets in errors. */
export function checkDer(bytes: Uint8Array, limits: DerLimits = DEFAULT_LIMITS, base = 0): void {
  if (bytes.length > limits.maxBytes) {
    throw new PkiError('pki/too-large', `${bytes.length} bytes, the limit is ${limits.maxBytes}`, { offset: base });
  }
  const end = walk(bytes, 0, bytes.length, limits.maxDepth, base);
  if (end !== bytes.length) throw new PkiError('pki/bad-der', 'trailing bytes', { offset: base + end });
}

function walk(bytes: Uint8Array, at: number, limit: number, depthLeft: number, base: number): number {
  const { tag, contentStart, end } = readHeader(bytes, at, limit, base);
  if ((tag & 0x20) === 0) {
    checkPrimitive(tag, bytes.subarray(contentStart, end), base + contentStart);
    return end;
  }
  const universal = (tag & 0xc0) === 0;
  if (universal && tag !== TAG.sequence && tag !== TAG.set) {
    throw new PkiError('pki/bad-der', 'a primitive type in constructed form', { offset: base + at });
  }
  if (depthLeft <= 1) throw new PkiError('pki/too-large', 'nested too deeply', { offset: base + at });
  let previous: Uint8Array | undefined;
  for (let child = contentStart; child < end; ) {
    const next = walk(bytes, child, end, depthLeft - 1, base);
    if (tag === TAG.set) {
      const encoding = bytes.subarray(child, next);
      if (previous && compareBytes(previous, encoding) > 0) {
        throw new PkiError('pki/bad-der', 'SET OF is not in order', { offset: base + child });
      }
      previous = encoding;
    }
    child = next;
  }
  return end;
}
