/**
 * The phone's share under its PIN (specs/two-party-sm2/v1.md, clause 8): m = d1 + mask mod n, and deliberately nothing else.
 * No checksum, no tag, no stored public value: every PIN opens some share, and only the signer, which counts, can tell which is right.
 */

import type { Bytes } from '../bytes.ts';
import { checkBytes, fromInteger, toInteger } from '../bytes.ts';
import { GmError } from '../errors.ts';
import { Secret } from '../secret.ts';
import { mod, openScalar, ORDER } from '../sm2/curve.ts';
import { sm3Kdf } from '../sm3/sm3.ts';
import { lengthPrefixed, TAG } from './context.ts';

/**
 * m, 32 bytes, fit for storage. `kdf` is the 32-byte output of Argon2id(PIN, salt). Throws gm/invalid-scalar, gm/invalid-length.
 * Mask one share once: two maskings of it, with another salt or PIN, let a thief of both try PINs offline.
 */
export function maskShare(input: { d1: Secret; kdf: Secret }): Bytes {
  return fromInteger(mod(openScalar(input.d1, 'd1') + mask(input.kdf)));
}

/** The share that this PIN opens, right or wrong. Throws gm/invalid-length, and gm/invalid-scalar when m is not below n. */
export function unmaskShare(input: { m: Uint8Array; kdf: Secret }): Secret {
  checkBytes(input.m, 'm', 32);
  const m = toInteger(input.m);
  if (m >= ORDER) throw new GmError('gm/invalid-scalar', 'm');
  const d1 = mod(m - mask(input.kdf));
  // One PIN in 2^256 opens nothing. Answering it differently tells a thief of one PIN less, which costs nobody anything.
  if (d1 === 0n) throw new GmError('gm/invalid-scalar', 'm');
  return Secret.take(fromInteger(d1));
}

function mask(kdf: Secret): bigint {
  return kdf.use((bytes) => {
    checkBytes(bytes, 'kdf', 32);
    const input = lengthPrefixed([new TextEncoder().encode(TAG.mask), bytes]);
    const wide = sm3Kdf(input, 48);
    const value = mod(toInteger(wide));
    input.fill(0);
    wide.fill(0);
    return value;
  });
}
