/**
 * A value that must not be printed, sent or kept: private keys, key shares, nonces, derived keys.
 * It is a different type from public bytes, so that the compiler refuses to mix them up.
 * Left out: locked memory. JavaScript cannot pin pages, and copies made by the engine's collector stay until reused.
 */

import type { Bytes } from './bytes.ts';
import { checkBytes } from './bytes.ts';
import { GmError } from './errors.ts';

const REDACTED = '[secret]';

/** Secret bytes with an owner: readable inside `use` only, redacted wherever they might be printed, wiped on request. */
export class Secret {
  readonly #bytes: Bytes;
  #wiped = false;

  private constructor(bytes: Bytes) {
    this.#bytes = bytes;
  }

  /** Moves the bytes in: the given array is zeroed, so that one copy remains. */
  static take(bytes: Uint8Array): Secret {
    checkBytes(bytes, 'bytes');
    const secret = new Secret(new Uint8Array(bytes));
    bytes.fill(0);
    return secret;
  }

  /** In bytes. Lengths are not secret. */
  get length(): number {
    return this.#bytes.length;
  }

  /**
   * Lends the bytes to `read` for the length of the call; `read` must not keep the array. Throws gm/secret-wiped, also where
   * somebody wiped it meanwhile (a random source that calls back): what `read` answers was then computed with zeros.
   */
  use<T>(read: (bytes: Uint8Array) => T): T {
    this.#check();
    const answer = read(this.#bytes);
    this.#check();
    return answer;
  }

  /** Copies the bytes out, for encryption or transport. The caller owns the copy and wipes it. Throws gm/secret-wiped. */
  copy(): Bytes {
    return this.use((bytes) => new Uint8Array(bytes));
  }

  /** Overwrites the bytes; every later read throws gm/secret-wiped. May be called again. */
  wipe(): void {
    this.#bytes.fill(0);
    this.#wiped = true;
  }

  #check(): void {
    if (this.#wiped) throw new GmError('gm/secret-wiped');
  }

  toString(): string {
    return REDACTED;
  }

  toJSON(): string {
    return REDACTED;
  }

  [Symbol.for('nodejs.util.inspect.custom')](): string {
    return REDACTED;
  }
}
