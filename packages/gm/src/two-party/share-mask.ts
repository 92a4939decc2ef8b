/**
 * The phone's share under its PIN (specs/two-party-sm2/v1.md, clause 8): m = d1 + mask mod n, and deliberately nothing else.
 * No checksum, no tag, no stored public value: every PIN opens some share, and only the signer, which counts, can tell which is right.
 */

import type { Bytes } from '../bytes.ts';
import { checkBytes, isAllZero, wipe } from '../bytes.ts';
import { GmError } from '../errors.ts';
import { Secret } from '../secret.ts';
import { arithmetic } from '../sm2/arithmetic.ts';
import { isInRange, MAX_SCALAR, withScalar } from '../sm2/curve.ts';
import { sm3Kdf } from '../sm3/sm3.ts';
import { lengthPrefixed, TAG } from './context.ts';

/**
 * m, 32 bytes, fit for storage. `kdf` is the 32-byte output of Argon2id(PIN, salt). Throws gm/invalid-scalar, gm/invalid-length.
 * Mask one share once: two maskings of it, with another salt or PIN, let a thief of both try PINs offline.
 */
export function maskShare(input: { d1: Secret; kdf: Secret }): Bytes {
  return withScalar(input.d1, 'd1', (d1) => {
    const secret = mask(input.kdf);
    const m = arithmetic.scalarAdd(d1, secret);
    wipe(secret);
    return m;
  });
}

/** The share that this PIN opens, right or wrong. Throws gm/invalid-length, and gm/invalid-scalar when m is not below n. */
export function unmaskShare(input: { m: Uint8Array; kdf: Secret }): Secret {
  checkBytes(input.m, 'm', 32);
  if (!isInRange(input.m, MAX_SCALAR) && !isAllZero(input.m)) throw new GmError('gm/invalid-scalar', 'm');
  const secret = mask(input.kdf);
  const d1 = arithmetic.scalarSubtract(input.m, secret);
  wipe(secret);
  // One PIN in 2^256 opens nothing. Answering it differently tells a thief of one PIN less, which costs nobody anything.
  if (isAllZero(d1)) throw new GmError('gm/invalid-scalar', 'm');
  return Secret.take(d1);
}

function mask(kdf: Secret): Bytes {
  return kdf.use((bytes) => {
    checkBytes(bytes, 'kdf', 32);
    const input = lengthPrefixed([new TextEncoder().encode(TAG.mask), bytes]);
    const wide = sm3Kdf(input, 48);
    const value = arithmetic.scalarReduce(wide);
    wipe(input, wide);
    return value;
  });
}
