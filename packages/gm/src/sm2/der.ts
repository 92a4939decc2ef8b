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

/** The inverse of `signatureToDer`; throws gm/invalid-der. */
export function signatureFromDer(der: Uint8Array): Bytes {
  const body = new Reader(der, 'der').only(SEQUENCE);
  const r = body.integer();
  const s = body.integer();
  body.end();
  if (!r.some(Boolean) || !s.some(Boolean)) throw new GmError('gm/invalid-der', 'der');
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

/** The inverse of `ciphertextToDer`; throws gm/invalid-der, and gm/invalid-point when C1 is not on the curve. */
export function ciphertextFromDer(der: Uint8Array): Bytes {
  const body = new Reader(der, 'der').only(SEQUENCE);
  const x = body.integer();
  const y = body.integer();
  const c3 = body.value(OCTET_STRING);
  const c2 = body.value(OCTET_STRING);
  body.end();
  if (c3.length !== C3_LENGTH || c2.length === 0) throw new GmError('gm/invalid-der', 'der');
  const ciphertext = concat(Uint8Array.of(0x04), x, y, c3, c2);
  ciphertextPoint(ciphertext);
  return ciphertext;
}

class Reader {
  readonly #bytes: Uint8Array;
  readonly #field: string;
  #offset = 0;

  constructor(bytes: Uint8Array, field: string) {
    checkBytes(bytes, field);
    this.#bytes = bytes;
    this.#field = field;
  }

  /** The contents of one element that must fill the whole input. */
  only(tag: number): Reader {
    const inner = new Reader(this.value(tag), this.#field);
    this.end();
    return inner;
  }

  value(tag: number): Uint8Array {
    if (this.#byte() !== tag) this.#fail();
    const length = this.#length();
    if (length > this.#bytes.length - this.#offset) this.#fail();
    this.#offset += length;
    return this.#bytes.subarray(this.#offset - length, this.#offset);
  }

  /** A non-negative INTEGER of at most 256 bits, as 32 bytes. */
  integer(): Bytes {
    const value = this.value(INTEGER);
    const first = value[0];
    const second = value[1];
    if (first === undefined || first > 0x7f) this.#fail();
    if (first === 0 && second !== undefined && second <= 0x7f) this.#fail();
    const digits = first === 0 ? value.subarray(1) : value;
    if (digits.length > 32) this.#fail();
    const out = new Uint8Array(32);
    out.set(digits, 32 - digits.length);
    return out;
  }

  end(): void {
    if (this.#offset !== this.#bytes.length) this.#fail();
  }

  #length(): number {
    const first = this.#byte();
    if (first < 0x80) return first;
    const count = first & 0x7f;
    // 0x80 is BER's indefinite length; more than four bytes of length cannot describe an array we hold.
    if (count === 0 || count > 4) this.#fail();
    let length = 0;
    for (let i = 0; i < count; i++) length = length * 256 + this.#byte();
    if (length < 0x80 || length < 256 ** (count - 1)) this.#fail();
    return length;
  }

  #byte(): number {
    const byte = this.#bytes[this.#offset++];
    if (byte === undefined) this.#fail();
    return byte;
  }

  #fail(): never {
    throw new GmError('gm/invalid-der', this.#field);
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
