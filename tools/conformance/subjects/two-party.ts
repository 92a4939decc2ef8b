/** Two-party keys (specs/two-party-sm2): to everybody outside they are ordinary SM2 keys, signatures and ciphertexts. */
import {
  phoneFinishDecryption,
  phoneFinishKey,
  phoneFinishSignature,
  phoneStartDecryption,
  phoneStartKey,
  phoneStartSignature,
  type Secret,
  signatureToDer,
  signerCompleteKey,
  signerDecrypt,
  signerFinishSignature,
  signerStartSignature,
  sm2Digest,
} from '@qianyin/gm';
import type { Case, Subject } from '../case.ts';
import { flipped, seeded, toHex, utf8 } from '../seed.ts';
import { spkiOf } from '../sm2-keys.ts';

export const twoPartySubject: Subject = {
  name: 'two-party',
  cases: () => [0, 1, 2, 3].flatMap((index) => casesOf(index)),
};

interface JointKey {
  d1: Secret;
  d2: Secret;
  p1: Uint8Array;
  publicKey: Uint8Array;
}

function newJointKey(label: string): JointKey {
  const random = seeded(label);
  const context = { keyId: 'key', account: 'account', device: 'device' };
  const { d1, p1, proof } = phoneStartKey({ context, random });
  const signer = signerCompleteKey({ p1, proof, context, random });
  phoneFinishKey({ d1, publicKey: signer.publicKey, proof: signer.proof, context });
  return { d1, d2: signer.d2, p1, publicKey: signer.publicKey };
}

function cosign({ d1, d2, p1, publicKey }: JointKey, message: Uint8Array, label: string): Uint8Array {
  const random = seeded(label);
  const e = sm2Digest(publicKey, message);
  const { k1, q1 } = phoneStartSignature({ random });
  const { k2, r2 } = signerStartSignature({ p1, random });
  const { s1 } = phoneFinishSignature({ d1, k1, q1, r2, e });
  return signerFinishSignature({ d2, k2, p1, publicKey, q1, e, s1 }).signature;
}

function open({ d1, d2, p1 }: JointKey, ciphertext: Uint8Array): Uint8Array {
  const context = { keyId: 'key', requestId: 'request' };
  const random = seeded('two-party decryption');
  const { rho, blinded, t1, proof } = phoneStartDecryption({ d1, ciphertext, context, random });
  const { t2 } = signerDecrypt({ d2, p1, blinded, t1, proof, context });
  return phoneFinishDecryption({ rho, t2, ciphertext });
}

function casesOf(index: number): Case[] {
  const key = newJointKey(`two-party ${index}`);
  const publicKey = spkiOf(key.publicKey);
  const message = utf8(`标书 ${index}`);
  const signature = signatureToDer(cosign(key, message, `two-party signature ${index}`));
  const plaintext = seeded(`two-party plaintext ${index}`)(48);
  const parameters = { form: 'der' };
  return [
    {
      name: `key ${index} signs`,
      kind: 'sm2-verify',
      parameters,
      files: { publicKey, message, signature },
      expected: 'accept',
    },
    {
      name: `key ${index} signed another message`,
      kind: 'sm2-verify',
      parameters,
      files: { publicKey, message: flipped(message, 0), signature },
      expected: 'reject',
    },
    {
      name: `key ${index} opens what was encrypted to it`,
      kind: 'sm2-encrypt',
      parameters: { form: 'c1c3c2' },
      files: { publicKey, plaintext },
      judge: ({ ciphertext = new Uint8Array() }) => {
        if (toHex(open(key, ciphertext)) !== toHex(plaintext)) throw new Error('another plaintext');
      },
    },
  ];
}
