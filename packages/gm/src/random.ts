/**
 * Random scalars from a source the caller hands in: the platform's CSPRNG in products, a fixed byte stream in vectors.
 */

import { checkBytes, toInteger } from './bytes.ts';
import { GmError } from './errors.ts';

/** Returns `length` fresh, secret, uniformly random bytes. A product passes the platform's CSPRNG, nothing else. */
export type RandomBytes = (length: number) => Uint8Array;

/** A good source misses the range once in 2^32 draws; this many misses in a row mean that it is broken. */
const DRAWS = 16;

/** Draws 32 bytes at a time until they read as a big-endian integer in [1, max]. Throws gm/retry-exhausted. */
export function randomScalar(random: RandomBytes, max: bigint): bigint {
  for (let i = 0; i < DRAWS; i++) {
    const bytes = random(32);
    checkBytes(bytes, 'random', 32);
    const value = toInteger(bytes);
    bytes.fill(0);
    if (value >= 1n && value <= max) return value;
  }
  throw new GmError('gm/retry-exhausted', 'random');
}
