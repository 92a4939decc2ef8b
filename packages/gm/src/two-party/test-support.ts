/** A phone and a signer played by the package's own functions, for the tests. Not part of the product. */

import type { Secret } from '../secret.ts';
import { random } from '../test-support.ts';
import { phoneFinishKey, phoneStartKey } from './phone-key.ts';
import { phoneFinishSignature, phoneStartSignature } from './phone-signature.ts';
import { signerCompleteKey } from './signer-key.ts';
import { signerFinishSignature, signerStartSignature } from './signer-signature.ts';

export interface JointKey {
  d1: Secret;
  d2: Secret;
  p1: Uint8Array;
  publicKey: Uint8Array;
}

export function newJointKey(): JointKey {
  const context = { keyId: 'key', account: 'account', device: 'device' };
  const phone = phoneStartKey({ context, random });
  const signer = signerCompleteKey({ p1: phone.p1, proof: phone.proof, context, random });
  phoneFinishKey({ d1: phone.d1, publicKey: signer.publicKey, proof: signer.proof, context });
  return { d1: phone.d1, d2: signer.d2, p1: phone.p1, publicKey: signer.publicKey };
}

/** One whole ceremony over e, with `d1` as the share the phone believes in. */
export function cosign(key: JointKey, e: Uint8Array, d1: Secret = key.d1): Uint8Array {
  const { k1, q1 } = phoneStartSignature({ random });
  const { k2, r2 } = signerStartSignature({ p1: key.p1, random });
  const { s1 } = phoneFinishSignature({ d1, k1, q1, r2, e });
  const { d2, p1, publicKey } = key;
  return signerFinishSignature({ d2, k2, p1, publicKey, q1, e, s1 }).signature;
}
