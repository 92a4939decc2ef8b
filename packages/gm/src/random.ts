/**
 * Random scalars from a source the caller hands in: the platform's CSPRNG in products, a fixed byte stream in vectors.
 */

import { checkBytes } from './bytes.ts';
import { GmError } from './errors.ts';
import { isInRange, MAX_SCALAR } from './sm2/curve.ts';

/** Returns `length` fresh, secret, uniformly random bytes in an array that is given away. A product passes the platform's CSPRNG, nothing else. */
export type RandomBytes = (length: number) => Uint8Array;

/** A good source misses the range once in 2^32 draws; this many misses in a row mean that it is broken. */
const DRAWS = 16;

/**
 * Draws 32 bytes at a time until they are a scalar in [1, max]. The caller owns and wipes them.
 * Throws gm/retry-exhausted.
 */
export function randomScalar(random: RandomBytes, max: Uint8Array = MAX_SCALAR): Uint8Array {
  for (let i = 0; i < DRAWS; i++) {
    const bytes = random(32);
    checkBytes(bytes, 'random', 32);
    if (isInRange(bytes, max)) return bytes;
  }
  throw new GmError('gm/retry-exhausted', 'random');
}
