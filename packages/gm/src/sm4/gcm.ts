/**
 * SM4-GCM (RFC 8998 clause 3.1; GB/T 36624-2018 clause 9; NIST SP 800-38D), on whole messages and in parts. A pair of key and
 * iv must never come twice: it gives away both plaintexts' sum and the key of all tags.
 */

import type { Bytes } from '../bytes.ts';
import { checkBytes, concat, constantTimeEqual } from '../bytes.ts';
import { GmError } from '../errors.ts';
import type { GcmOptions } from './gcm-state.ts';
import { GcmState, tagLengthOf } from './gcm-state.ts';

/**
 * The ciphertext, as long as `plain`, and behind it the tag. `iv` is 12 bytes as a rule, any other length but 0 is hashed; `plain`
 * has at most 2^36 − 32 bytes. Throws gm/invalid-type, gm/invalid-length.
 */
export function sm4GcmEncrypt(key: Uint8Array, iv: Uint8Array, plain: Uint8Array, options: GcmOptions = {}): Bytes {
  checkBytes(plain, 'plain');
  const tagLength = tagLengthOf(options);
  const state = new GcmState(key, iv, options.additional);
  try {
    const out = concat(plain, new Uint8Array(tagLength));
    state.encrypt(out.subarray(0, plain.length));
    out.set(state.tag().subarray(0, tagLength), plain.length);
    return out;
  } finally {
    state.wipe();
  }
}

/**
 * The plaintext of what `sm4GcmEncrypt` returned. The tag is compared first: where it is wrong, nothing is decrypted. Throws
 * gm/decrypt-failed on a wrong tag, gm/invalid-type, gm/invalid-length.
 */
export function sm4GcmDecrypt(
  key: Uint8Array,
  iv: Uint8Array,
  ciphertext: Uint8Array,
  options: GcmOptions = {},
): Bytes {
  checkBytes(ciphertext, 'ciphertext');
  const tagLength = tagLengthOf(options);
  const length = ciphertext.length - tagLength;
  if (length < 0) throw new GmError('gm/invalid-length', 'ciphertext');
  const state = new GcmState(key, iv, options.additional);
  try {
    // A copy, which `slice` of a subclass may not be, as Node’s is not.
    const out = new Uint8Array(ciphertext.subarray(0, length));
    state.hash(out);
    checkTag(state, ciphertext.subarray(length));
    state.decrypt(out, 0);
    return out;
  } finally {
    state.wipe();
  }
}

/** GCM encryption in parts. */
export class Sm4GcmEncryptor {
  readonly #state: GcmState;
  readonly #tagLength: number;

  /** Throws gm/invalid-type, gm/invalid-length. */
  constructor(key: Uint8Array, iv: Uint8Array, options: GcmOptions = {}) {
    this.#tagLength = tagLengthOf(options);
    this.#state = new GcmState(key, iv, options.additional);
  }

  /** As many bytes as `plain` has. Throws gm/invalid-type, gm/secret-wiped, gm/invalid-length above 2^36 − 32 bytes together. */
  update(plain: Uint8Array): Bytes {
    checkBytes(plain, 'plain');
    const out = new Uint8Array(plain);
    this.#state.encrypt(out);
    return out;
  }

  /** The tag. The object is finished and wiped. Throws gm/secret-wiped. */
  final(): Bytes {
    const tag = this.#state.tag().slice(0, this.#tagLength);
    this.wipe();
    return tag;
  }

  wipe(): void {
    this.#state.wipe();
  }
}

/**
 * GCM decryption in parts, for messages too long for memory. **What `update` returns is not authentic until `final` has returned.**
 * The caller must keep it where nobody acts on it (a temporary file, a buffer), must discard all of it when `final` throws, and
 * must not show or send which part came out how. Where the message fits into memory, `sm4GcmDecrypt` is the safe way.
 */
export class Sm4GcmDecryptor {
  readonly #state: GcmState;
  readonly #tagLength: number;

  /** Throws gm/invalid-type, gm/invalid-length. */
  constructor(key: Uint8Array, iv: Uint8Array, options: GcmOptions = {}) {
    this.#tagLength = tagLengthOf(options);
    this.#state = new GcmState(key, iv, options.additional);
  }

  /** Unverified plaintext, as many bytes as `ciphertext`, which is without the tag. Throws as `Sm4GcmEncryptor.update`. */
  update(ciphertext: Uint8Array): Bytes {
    checkBytes(ciphertext, 'ciphertext');
    const out = new Uint8Array(ciphertext);
    const { used } = this.#state;
    this.#state.hash(out);
    this.#state.decrypt(out, used);
    return out;
  }

  /** Returns if the tag is right, else throws gm/decrypt-failed. The object is finished and wiped either way. */
  final(tag: Uint8Array): void {
    try {
      checkBytes(tag, 'tag', this.#tagLength);
      checkTag(this.#state, tag);
    } finally {
      this.wipe();
    }
  }

  wipe(): void {
    this.#state.wipe();
  }
}

/** Compares in constant time; the right tag, which would forge the message, does not leave. */
function checkTag(state: GcmState, tag: Uint8Array): void {
  const right = state.tag();
  const same = constantTimeEqual(right.subarray(0, tag.length), tag);
  right.fill(0);
  if (!same) throw new GmError('gm/decrypt-failed', 'ciphertext');
}
