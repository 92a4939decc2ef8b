/**
 * BER to DER, for PKCS #12 alone: RFC 7292 §3.1 lets files be BER, and browsers and Windows write indefinite lengths and
 * octet strings in pieces. Lengths become minimal, strings whole, sets sorted. Nothing is signed over what is rewritten;
 * the MAC is over the octets inside. Values of primitive types are left as they are, for the strict check that follows.
 */
import { compareBytes, concatAll } from '../bytes.ts';
import { TAG } from '../der/tags.ts';
import { encode, encodeAll } from '../der/write.ts';
import { PkiError } from '../errors.ts';

const MAX_DEPTH = 24;
/** Each value becomes an object; four megabytes of empty ones would become hundreds. */
const MAX_VALUES = 100_000;
const CONSTRUCTED = 0x20;

/** Throws `pki/bad-der` for what is not even BER, `pki/too-large` when nested too deeply or in too many parts. */
export function berToDer(bytes: Uint8Array): Uint8Array {
  const { der, end } = rewrite(bytes, 0, bytes.length, 0, { left: MAX_VALUES });
  if (end !== bytes.length) fail('trailing bytes', end);
  return der;
}

interface Rewritten {
  der: Uint8Array;
  /** Behind the value, in the input. */
  end: number;
}

function rewrite(bytes: Uint8Array, at: number, limit: number, depth: number, values: { left: number }): Rewritten {
  if (values.left-- === 0) throw new PkiError('pki/too-large', `more than ${MAX_VALUES} values`, { offset: at });
  if (depth > MAX_DEPTH) throw new PkiError('pki/too-large', 'nested too deeply', { offset: at });
  if (at + 2 > limit) fail('truncated header', at);
  const tag = bytes[at] as number;
  if ((tag & 0x1f) === 0x1f) fail('high tag number', at);
  const { start, length } = readLength(bytes, at + 1, limit);
  if ((tag & CONSTRUCTED) === 0) {
    if (length === undefined) return fail('indefinite length of a primitive value', at);
    return { der: encode(tag, bytes.subarray(start, start + length)), end: start + length };
  }
  const children: Uint8Array[] = [];
  const stop = length === undefined ? limit : start + length;
  let next = start;
  while (length === undefined ? !isEnd(bytes, next, limit) : next < stop) {
    const child = rewrite(bytes, next, stop, depth + 1, values);
    children.push(child.der);
    next = child.end;
  }
  return { der: join(tag, children, at), end: length === undefined ? next + 2 : next };
}

/** `length` undefined: indefinite. */
function readLength(bytes: Uint8Array, at: number, limit: number): { start: number; length: number | undefined } {
  const first = bytes[at] as number;
  if (first === 0x80) return { start: at + 1, length: undefined };
  let length = first;
  let start = at + 1;
  if (first > 0x80) {
    const octets = first & 0x7f;
    if (octets > 4 || start + octets > limit) fail('a length that is too long', at);
    length = bytes.subarray(start, start + octets).reduce((sum, byte) => sum * 256 + byte, 0);
    start += octets;
  }
  if (start + length > limit) fail('value runs past its container', at);
  return { start, length };
}

function isEnd(bytes: Uint8Array, at: number, limit: number): boolean {
  if (at + 2 > limit) fail('the end of an indefinite length is missing', at);
  return bytes[at] === 0 && bytes[at + 1] === 0;
}

function join(tag: number, children: Uint8Array[], at: number): Uint8Array {
  if (tag === TAG.set) return encodeAll(tag, children.toSorted(compareBytes));
  if (tag !== (TAG.octetString | CONSTRUCTED)) return encodeAll(tag, children);
  return encode(TAG.octetString, joinPieces(children, at));
}

/** Contents of OCTET STRINGs one after another. */
export function joinPieces(pieces: readonly Uint8Array[], at: number): Uint8Array {
  return concatAll(
    pieces.map((piece) => {
      if (piece[0] !== TAG.octetString) return fail('a piece that is not an octet string', at);
      return piece.subarray(readLength(piece, 1, piece.length).start);
    }),
  );
}

function fail(detail: string, offset: number): never {
  throw new PkiError('pki/bad-der', detail, { offset });
}
