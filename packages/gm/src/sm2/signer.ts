/**
 * A private key prepared for many signatures: its public key, Z and (1+d)⁻¹ are computed once. A signature then costs one
 * multiplication of the base point.
 */

import type { Bytes } from '../bytes.ts';
import { checkBytes } from '../bytes.ts';
import type { RandomBytes } from '../random.ts';
import { Secret } from '../secret.ts';
import { sm3Parts } from '../sm3/sm3.ts';
import { sm2Z } from './digest.ts';
import { sm2PublicKey } from './key.ts';
import { signingInverse, signWithInverse } from './signature.ts';

/** What `sm2Signer` gives. It holds a secret: wipe it when the key is no longer needed. */
export interface Sm2Signer {
  /** 65 bytes 04‖X‖Y. */
  readonly publicKey: Bytes;
  /** r‖s, 64 bytes, as `sm2Sign` gives it. Throws gm/secret-wiped, gm/retry-exhausted. */
  sign(message: Uint8Array, random: RandomBytes): Bytes;
  /** The same over e = SM3(Z ‖ M), as `sm2SignDigest`. */
  signDigest(e: Uint8Array, random: RandomBytes): Bytes;
  /** Ends it. The private key it was made from has its own life and is wiped by its owner. */
  wipe(): void;
}

/** Throws gm/invalid-scalar, gm/invalid-length. */
export function sm2Signer(input: { privateKey: Secret; id?: Uint8Array }): Sm2Signer {
  const publicKey = sm2PublicKey(input.privateKey);
  const z = sm2Z(publicKey, input.id);
  const inverse = Secret.take(signingInverse(input.privateKey));
  const signDigest = (e: Uint8Array, random: RandomBytes) => {
    checkBytes(e, 'e', 32);
    return inverse.use((bytes) => signWithInverse(e, bytes, random));
  };
  return {
    publicKey,
    sign: (message, random) => {
      checkBytes(message, 'message');
      return signDigest(sm3Parts(z, message), random);
    },
    signDigest,
    wipe: () => inverse.wipe(),
  };
}
