/**
 * SM3 (GM/T 0004-2012, GB/T 32905-2016) and the key derivation function of GM/T 0003.4-2012 clause 5.4.3. Messages are limited
 * to 2^53 − 1 bytes, not 2^61.
 */

import type { Bytes } from '../bytes.ts';
import { checkBytes } from '../bytes.ts';
import { GmError } from '../errors.ts';
import { Absorber } from './absorber.ts';
import { engine } from './chosen-engine.ts';
import { SHORT_BYTES } from './engine.ts';

/** In bytes. */
const MAX_DERIVED = 2 ** 31 - 1;

/** SM3 of the whole message, 32 bytes. Throws gm/invalid-type. */
export function sm3(data: Uint8Array): Bytes {
  return sm3Parts(data);
}

/** SM3 of the parts one after the other, which are not joined anywhere. */
export function sm3Parts(...parts: Uint8Array[]): Bytes {
  let length = 0;
  for (const part of parts) {
    checkBytes(part, 'data');
    length += part.length;
  }
  if (engine.short !== undefined && length <= SHORT_BYTES) return engine.short(parts, length);
  const absorber = new Absorber(engine.start());
  for (const part of parts) absorber.absorb(part);
  return absorber.end(engine.end);
}

/** Incremental SM3: `new Sm3().update(part).update(part).digest()`. */
export class Sm3 {
  readonly #absorber = new Absorber(engine.start());

  /** Takes a part of any length. Throws gm/invalid-type, also when the digest has been taken. */
  update(data: Uint8Array): this {
    checkBytes(data, 'data');
    this.#absorber.absorb(data);
    return this;
  }

  /** 32 bytes. The object is finished and wiped afterwards. Throws gm/invalid-type when the digest has been taken. */
  digest(): Bytes {
    return this.#absorber.end(engine.end);
  }
}

/**
 * KDF(Z, length): SM3(Z ‖ 1) ‖ SM3(Z ‖ 2) ‖ …, counters in four big-endian bytes, cut to `length` bytes. Throws gm/invalid-type, and
 * gm/invalid-length unless 1 ≤ length < 2^31: the standard's 32·(2^32 − 1) is more than an array holds everywhere.
 */
export function sm3Kdf(z: Uint8Array, length: number): Bytes {
  checkBytes(z, 'z');
  if (!Number.isSafeInteger(length) || length < 1 || length > MAX_DERIVED) {
    throw new GmError('gm/invalid-length', 'length');
  }
  const absorber = new Absorber(engine.start());
  absorber.absorb(z);
  return absorber.end((state, tail, total) => engine.derive(state, tail, total, length));
}
