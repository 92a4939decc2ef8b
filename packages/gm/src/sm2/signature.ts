/** SM2 digital signatures (GM/T 0003.2-2012, GB/T 32918.2). Signatures are r‖s, 64 bytes; DER is in der.ts. */

import type { Bytes } from '../bytes.ts';
import { checkBytes, concat, fromInteger, toInteger } from '../bytes.ts';
import { GmError } from '../errors.ts';
import type { RandomBytes } from '../random.ts';
import { randomScalar } from '../random.ts';
import type { Secret } from '../secret.ts';
import { combine, decodePoint, G, invert, mod, openScalar, ORDER, times } from './curve.ts';
import { DEFAULT_ID, sm2Digest } from './digest.ts';
import { MAX_PRIVATE_KEY, sm2PublicKey } from './key.ts';

/** Each of the standard's retries has probability near 2^-256; a second one means a broken random source. */
const ATTEMPTS = 4;

/** Signs a message under its owner's identifier. The public key for Z is computed from the private key. */
export function sm2Sign(input: {
  privateKey: Secret;
  message: Uint8Array;
  random: RandomBytes;
  id?: Uint8Array;
}): Bytes {
  const e = sm2Digest(sm2PublicKey(input.privateKey), input.message, input.id ?? DEFAULT_ID);
  return sm2SignDigest({ privateKey: input.privateKey, e, random: input.random });
}

/** Signs e = SM3(Z ‖ M). Never pass a hash that somebody else computed: whoever chooses e chooses the message. */
export function sm2SignDigest(input: { privateKey: Secret; e: Uint8Array; random: RandomBytes }): Bytes {
  checkBytes(input.e, 'e', 32);
  const e = toInteger(input.e);
  const d = openScalar(input.privateKey, 'privateKey', MAX_PRIVATE_KEY);
  for (let i = 0; i < ATTEMPTS; i++) {
    const k = randomScalar(input.random, ORDER - 1n);
    const r = mod(e + times(G, k).x);
    // Clause 6.1 A5: r = 0 leaves the key out of the signature, r + k = n gives s = −r and with it the private key.
    if (r === 0n || r + k === ORDER) continue;
    const s = mod(invert(1n + d) * (k - mod(r * d)));
    if (s === 0n) continue;
    return concat(fromInteger(r), fromInteger(s));
  }
  throw new GmError('gm/retry-exhausted', 'random');
}

/** False for a wrong signature, r or s out of range included. Malformed keys and lengths throw. */
export function sm2Verify(input: {
  publicKey: Uint8Array;
  message: Uint8Array;
  signature: Uint8Array;
  id?: Uint8Array;
}): boolean {
  const e = sm2Digest(input.publicKey, input.message, input.id ?? DEFAULT_ID);
  return sm2VerifyDigest({ publicKey: input.publicKey, e, signature: input.signature });
}

/** The same over e = SM3(Z ‖ M). */
export function sm2VerifyDigest(input: { publicKey: Uint8Array; e: Uint8Array; signature: Uint8Array }): boolean {
  checkBytes(input.e, 'e', 32);
  checkBytes(input.signature, 'signature', 64);
  const P = decodePoint(input.publicKey, 'publicKey');
  const r = toInteger(input.signature.subarray(0, 32));
  const s = toInteger(input.signature.subarray(32));
  if (r < 1n || r >= ORDER || s < 1n || s >= ORDER) return false;
  const t = mod(r + s);
  // Clause 7.1 B5: with t = 0 the public key would not take part, and anybody could sign.
  if (t === 0n) return false;
  const R = combine(s, G, t, P);
  if (R.is0()) return false;
  return mod(toInteger(input.e) + R.x) === r;
}
