/**
 * One message of SM4-GCM in progress (RFC 8998 clause 3.1; GB/T 36624-2018 clause 9; NIST SP 800-38D clause 7): counter, hash of
 * the ciphertext, limits. Encryption and decryption differ only in which side of the key stream is hashed.
 */

import type { Bytes } from '../bytes.ts';
import { checkBytes } from '../bytes.ts';
import { GmError } from '../errors.ts';
import { SM4_BLOCK } from './block.ts';
import { engine } from './chosen-engine.ts';
import type { RoundKeys } from './engine.ts';

const TAG = 16;
/** SP 800-38D clause 5.2.1.1: 2^39 − 256 bits, that is 2^32 − 2 blocks, after which the counter would come back to J0. */
const MAX_MESSAGE = 2 ** 36 - 32;

export interface GcmOptions {
  /** Authenticated, not encrypted. None by default. */
  additional?: Uint8Array;
  /** In bytes: 16 by default, 12 to 15 where a protocol says so. A shorter tag is easier to forge. */
  tagLength?: number;
}

/** Throws gm/invalid-length unless a message may have `length` bytes. */
export function checkGcmLength(length: number, field: string): void {
  if (length > MAX_MESSAGE) throw new GmError('gm/invalid-length', field);
}

/** The tag's length asked for. Throws gm/invalid-length. */
export function tagLengthOf({ tagLength = TAG }: GcmOptions): number {
  if (!Number.isInteger(tagLength) || tagLength < 12 || tagLength > TAG) {
    throw new GmError('gm/invalid-length', 'tagLength');
  }
  return tagLength;
}

export class GcmState {
  readonly #keys: RoundKeys;
  readonly #h: Bytes;
  readonly #sum: Bytes = new Uint8Array(SM4_BLOCK);
  readonly #counter: Bytes;
  /** E(J0), which hides the tag. */
  readonly #mask: Bytes;
  /** The bytes of the ciphertext's block that is not full. */
  readonly #rest: Bytes = new Uint8Array(SM4_BLOCK);
  readonly #additionalLength: number;
  #length = 0;
  #done = false;

  constructor(key: Uint8Array, iv: Uint8Array, additional: Uint8Array = new Uint8Array(0)) {
    checkBytes(key, 'key', SM4_BLOCK);
    checkBytes(iv, 'iv');
    checkBytes(additional, 'additional');
    if (iv.length === 0) throw new GmError('gm/invalid-length', 'iv');
    this.#keys = engine.roundKeys(key, 'encrypt');
    this.#h = new Uint8Array(SM4_BLOCK);
    engine.ecb(this.#keys, this.#h);
    this.#counter = firstCounter(this.#h, iv);
    this.#mask = new Uint8Array(SM4_BLOCK);
    engine.ctr(this.#keys, this.#counter, 0, this.#mask, true);
    engine.ghash(this.#h, this.#sum, additional);
    this.#additionalLength = additional.length;
  }

  /** Encrypts in place and hashes. */
  encrypt(data: Uint8Array): void {
    const used = this.#begin(data.length, 'plain');
    engine.ctr(this.#keys, this.#counter, used, data, true);
    this.#hash(used, data);
  }

  /** Hashes a ciphertext; `decrypt` follows, at once or after the tag has been compared. */
  hash(ciphertext: Uint8Array): void {
    this.#hash(this.#begin(ciphertext.length, 'ciphertext'), ciphertext);
  }

  /** Decrypts in place; `used` is where in its block the data begins. */
  decrypt(data: Uint8Array, used: number): void {
    engine.ctr(this.#keys, this.#counter, used, data, true);
  }

  /** Where in its block the next byte stands. */
  get used(): number {
    return this.#length % SM4_BLOCK;
  }

  /** The whole tag. */
  tag(): Bytes {
    this.#check();
    const rest = this.#length % SM4_BLOCK;
    if (rest > 0) engine.ghash(this.#h, this.#sum, this.#rest.subarray(0, rest));
    engine.ghash(this.#h, this.#sum, lengths(this.#additionalLength, this.#length));
    return this.#sum.map((byte, i) => byte ^ this.#mask[i]!);
  }

  wipe(): void {
    this.#done = true;
    for (const secret of [this.#keys, this.#h, this.#sum, this.#counter, this.#mask, this.#rest]) secret.fill(0);
  }

  #check(): void {
    if (this.#done) throw new GmError('gm/secret-wiped', 'key');
  }

  #begin(length: number, field: string): number {
    this.#check();
    checkGcmLength(this.#length + length, field);
    const { used } = this;
    this.#length += length;
    return used;
  }

  /** Whole blocks at once; what begins or ends within a block goes through `rest`. */
  #hash(used: number, ciphertext: Uint8Array): void {
    let offset = 0;
    if (used > 0) {
      offset = Math.min(SM4_BLOCK - used, ciphertext.length);
      this.#rest.set(ciphertext.subarray(0, offset), used);
      if (used + offset < SM4_BLOCK) return;
      engine.ghash(this.#h, this.#sum, this.#rest);
    }
    const whole = ciphertext.length - ((ciphertext.length - offset) % SM4_BLOCK);
    engine.ghash(this.#h, this.#sum, ciphertext.subarray(offset, whole));
    this.#rest.set(ciphertext.subarray(whole));
  }
}

/** J0, SP 800-38D clause 7.1 step 2. */
function firstCounter(h: Uint8Array, iv: Uint8Array): Bytes {
  const counter = new Uint8Array(SM4_BLOCK);
  if (iv.length === 12) {
    counter.set(iv);
    counter[SM4_BLOCK - 1] = 1;
    return counter;
  }
  engine.ghash(h, counter, iv);
  engine.ghash(h, counter, lengths(0, iv.length));
  return counter;
}

/** Two lengths in bytes as 64-bit numbers of bits. */
function lengths(first: number, second: number): Bytes {
  const block = new Uint8Array(SM4_BLOCK);
  const view = new DataView(block.buffer);
  view.setBigUint64(0, BigInt(first) * 8n);
  view.setBigUint64(8, BigInt(second) * 8n);
  return block;
}
