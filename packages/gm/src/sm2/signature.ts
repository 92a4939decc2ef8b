/** SM2 digital signatures (GM/T 0003.2-2012, GB/T 32918.2). Signatures are r‖s, 64 bytes; DER is in der.ts. */

import type { Bytes } from '../bytes.ts';
import { checkBytes, wipe } from '../bytes.ts';
import { GmError } from '../errors.ts';
import type { RandomBytes } from '../random.ts';
import { randomScalar } from '../random.ts';
import type { Secret } from '../secret.ts';
import { arithmetic } from './arithmetic.ts';
import { checkPointForm, MAX_PRIVATE_KEY, withScalar } from './curve.ts';
import { sm2Digest } from './digest.ts';
import { sm2PublicKey } from './key.ts';

/** Each of the standard's retries has probability near 2^-256; a second one means a broken random source. */
const ATTEMPTS = 4;

/** Signs a message under its owner's identifier. The public key for Z is computed from the private key; `sm2Signer` keeps it. */
export function sm2Sign(input: {
  privateKey: Secret;
  message: Uint8Array;
  random: RandomBytes;
  id?: Uint8Array;
}): Bytes {
  const e = sm2Digest(sm2PublicKey(input.privateKey), input.message, input.id);
  return sm2SignDigest({ privateKey: input.privateKey, e, random: input.random });
}

/** Signs e = SM3(Z ‖ M). Never pass a hash that somebody else computed: whoever chooses e chooses the message. */
export function sm2SignDigest(input: { privateKey: Secret; e: Uint8Array; random: RandomBytes }): Bytes {
  checkBytes(input.e, 'e', 32);
  const inverse = signingInverse(input.privateKey);
  try {
    return signWithInverse(input.e, inverse, input.random);
  } finally {
    wipe(inverse);
  }
}

/** (1+d)⁻¹, which gives d away. */
export function signingInverse(privateKey: Secret): Bytes {
  return withScalar(
    privateKey,
    'privateKey',
    (d) => {
      const sum = arithmetic.scalarAdd(d, ONE);
      const inverse = arithmetic.scalarInvert(sum);
      wipe(sum);
      return inverse;
    },
    MAX_PRIVATE_KEY,
  );
}

const ONE = Uint8Array.from({ length: 32 }, (_, i) => (i === 31 ? 1 : 0));

export function signWithInverse(e: Uint8Array, inverse: Uint8Array, random: RandomBytes): Bytes {
  for (let i = 0; i < ATTEMPTS; i++) {
    const k = randomScalar(random);
    // Clause 6.1 A5, A6: r = 0 leaves the key out of the signature, r + k = n gives s = −r and with it the private key.
    const signature = arithmetic.sign(e, k, inverse);
    wipe(k);
    if (signature !== undefined) return signature;
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
  const e = sm2Digest(input.publicKey, input.message, input.id);
  return sm2VerifyDigest({ publicKey: input.publicKey, e, signature: input.signature });
}

/** The same over e = SM3(Z ‖ M). */
export function sm2VerifyDigest(input: { publicKey: Uint8Array; e: Uint8Array; signature: Uint8Array }): boolean {
  checkBytes(input.e, 'e', 32);
  checkBytes(input.signature, 'signature', 64);
  checkPointForm(input.publicKey, 'publicKey');
  const answer = arithmetic.verify(input.publicKey, input.e, input.signature);
  if (answer === undefined) throw new GmError('gm/invalid-point', 'publicKey');
  return answer;
}
