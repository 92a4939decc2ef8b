/**
 * SM2Signature and SM2Cipher of GM/T 0009-2012 clause 7 (GB/T 35276) in DER, both directions, strictly:
 * shortest lengths, shortest non-negative INTEGERs of at most 256 bits, nothing behind the end. One value has one encoding,
 * so a signature or ciphertext cannot be changed without becoming another one.
 */

import type { Bytes } from '../bytes.ts';
import { checkBytes, concat } from '../bytes.ts';
import { GmError } from '../errors.ts';
import { ciphertextPoint, C1_LENGTH, C3_LENGTH } from './encryption.ts';

const SEQUENCE = 0x30;
const INTEGER = 0x02;
const OCTET_STRING = 0x04;

/** r‖s (64 bytes) → SEQUENCE { r INTEGER, s INTEGER }. Zero is refused as gm/invalid-scalar: no signature holds it. */
export function signatureToDer(signature: Uint8Array): Bytes {
  checkBytes(signature, 'signature', 64);
  const r = signature.subarray(0, 32);
  const s = signature.subarray(32);
  if (!r.some(Boolean) || !s.some(Boolean)) throw new GmError('gm/invalid-scalar', 'signature');
  return element(SEQUENCE, integer(r), integer(s));
}

/** The inverse of `signatureToDer`; throws gm/invalid-der with the member (`r`, `s`) and the offset. */
export function signatureFromDer(der: Uint8Array): Bytes {
  const reader = new Reader(der);
  const end = reader.open();
  const r = reader.integer('r', 1);
  const s = reader.integer('s', 1);
  reader.close(end);
  return concat(r, s);
}

/** C1‖C3‖C2 → SEQUENCE { x INTEGER, y INTEGER, hash OCTET STRING, cipherText OCTET STRING }. */
export function ciphertextToDer(ciphertext: Uint8Array): Bytes {
  ciphertextPoint(ciphertext);
  return element(
    SEQUENCE,
    integer(ciphertext.subarray(1, 33)),
    integer(ciphertext.subarray(33, C1_LENGTH)),
    element(OCTET_STRING, ciphertext.subarray(C1_LENGTH, C1_LENGTH + C3_LENGTH)),
    element(OCTET_STRING, ciphertext.subarray(C1_LENGTH + C3_LENGTH)),
  );
}

/** The inverse of `ciphertextToDer`; throws gm/invalid-der as above, and gm/invalid-point when C1 is not on the curve. */
export function ciphertextFromDer(der: Uint8Array): Bytes {
  const reader = new Reader(der);
  const end = reader.open();
  const x = reader.integer('xCoordinate', 0);
  const y = reader.integer('yCoordinate', 0);
  const c3 = reader.octets('hash', C3_LENGTH, C3_LENGTH);
  const c2 = reader.octets('cipherText', 1, der.length);
  reader.close(end);
  const ciphertext = concat(Uint8Array.of(0x04), x, y, c3, c2);
  ciphertextPoint(ciphertext);
  return ciphertext;
}

/** Reads forward over the whole input, so that an offset counts from its start. */
class Reader {
  readonly #bytes: Uint8Array;
  #offset = 0;

  constructor(bytes: Uint8Array) {
    checkBytes(bytes, 'der');
    this.#bytes = bytes;
  }

  /** The head of the SEQUENCE that must fill the input; its end. */
  open(): number {
    const end = this.#head(SEQUENCE, 'der');
    if (end !== this.#bytes.length) this.#fail('der', end);
    return end;
  }

  close(end: number): void {
    if (this.#offset !== end) this.#fail('der', this.#offset);
  }

  octets(field: string, least: number, most: number): Uint8Array {
    const at = this.#offset;
    const end = this.#head(OCTET_STRING, field);
    const value = this.#bytes.subarray(this.#offset, end);
    if (value.length < least || value.length > most) this.#fail(field, at);
    this.#offset = end;
    return value;
  }

  /** An INTEGER of `least` or more and of at most 256 bits, as 32 bytes. */
  integer(field: string, least: 0 | 1): Bytes {
    const at = this.#offset;
    const end = this.#head(INTEGER, field);
    const value = this.#bytes.subarray(this.#offset, end);
    const [first, second] = value;
    if (first === undefined || first > 0x7f) this.#fail(field, at);
    if (first === 0 && second !== undefined && second <= 0x7f) this.#fail(field, at);
    const digits = first === 0 ? value.subarray(1) : value;
    if (digits.length > 32 || digits.length < least) this.#fail(field, at);
    this.#offset = end;
    const out = new Uint8Array(32);
    out.set(digits, 32 - digits.length);
    return out;
  }

  /** Tag and length; the end of the contents, which lie in the input. */
  #head(tag: number, field: string): number {
    const at = this.#offset;
    if (this.#bytes[this.#offset++] !== tag) this.#fail(field, at);
    const length = this.#length(field);
    const end = this.#offset + length;
    if (end > this.#bytes.length) this.#fail(field, at);
    return end;
  }

  #length(field: string): number {
    const at = this.#offset;
    const first = this.#bytes[this.#offset++] ?? this.#fail(field, at);
    if (first < 0x80) return first;
    const count = first & 0x7f;
    // 0x80 is BER's indefinite length; more than four bytes of length cannot describe an array we hold.
    if (count === 0 || count > 4) this.#fail(field, at);
    let length = 0;
    for (let i = 0; i < count; i++) length = length * 256 + (this.#bytes[this.#offset++] ?? this.#fail(field, at));
    if (length < 0x80 || length < 256 ** (count - 1)) this.#fail(field, at);
    return length;
  }

  #fail(field: string, offset: number): never {
    throw new GmError('gm/invalid-der', field, { offset });
  }
}

function integer(value: Uint8Array): Bytes {
  const start = value.findIndex((byte) => byte !== 0);
  const digits = start < 0 ? value.subarray(value.length - 1) : value.subarray(start);
  return element(INTEGER, (digits[0] ?? 0) > 0x7f ? concat(Uint8Array.of(0), digits) : digits);
}

function element(tag: number, ...parts: Uint8Array[]): Bytes {
  const body = concat(...parts);
  const digits: number[] = [];
  for (let rest = body.length; rest > 0; rest = Math.floor(rest / 256)) digits.unshift(rest % 256);
  const length = body.length < 0x80 ? [body.length] : [0x80 | digits.length, ...digits];
  return concat(Uint8Array.of(tag, ...length), body);
}
