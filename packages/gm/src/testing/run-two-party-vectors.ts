/** Runs specs/two-party-sm2/vectors, on Node and in browsers alike: no test runner is needed. */

import {
  GmError,
  phoneFinishDecryption,
  phoneFinishKey,
  phoneFinishSignature,
  phoneStartDecryption,
  phoneStartKey,
  phoneStartSignature,
  maskShare,
  type RandomBytes,
  Secret,
  signerCompleteKey,
  signerDecrypt,
  signerFinishSignature,
  signerStartSignature,
  sm2Digest,
  splitKey,
  unmaskShare,
} from '../index.ts';
import { bytes, hex, stream } from './hexadecimal.ts';

export interface TwoPartyCase {
  name: string;
  operation: string;
  input: Record<string, string | Record<string, string>>;
  output?: Record<string, string>;
  code?: string;
}

/** A case's input: `b` gives bytes, `s` a secret, and the contexts have their own shapes. */
interface Input {
  b: (name: string) => Uint8Array<ArrayBuffer>;
  s: (name: string) => Secret;
  random: RandomBytes;
  keyContext: { keyId: string; account: string; device: string };
  decryptionContext: { keyId: string; requestId: string };
}

export const TWO_PARTY_OPERATIONS: Record<string, (input: Input) => Record<string, Uint8Array | Secret>> = {
  'phone-start-key': ({ keyContext, random }) => phoneStartKey({ context: keyContext, random }),
  'signer-complete-key': ({ b, keyContext, random }) =>
    signerCompleteKey({ p1: b('p1'), proof: b('proof'), context: keyContext, random }),
  'phone-finish-key': ({ b, s, keyContext }) => {
    phoneFinishKey({ d1: s('d1'), publicKey: b('publicKey'), proof: b('proof'), context: keyContext });
    return {};
  },
  'sm2-digest': ({ b }) => ({ e: sm2Digest(b('publicKey'), b('message')) }),
  'phone-start-signature': ({ random }) => phoneStartSignature({ random }),
  'signer-start-signature': ({ b, random }) => signerStartSignature({ p1: b('p1'), random }),
  'phone-finish-signature': ({ b, s }) =>
    phoneFinishSignature({ d1: s('d1'), k1: s('k1'), q1: b('q1'), r2: b('r2'), e: b('e') }),
  'signer-finish-signature': ({ b, s }) =>
    signerFinishSignature({
      d2: s('d2'),
      k2: s('k2'),
      p1: b('p1'),
      publicKey: b('publicKey'),
      q1: b('q1'),
      e: b('e'),
      s1: b('s1'),
    }),
  'phone-start-decryption': ({ b, s, decryptionContext, random }) =>
    phoneStartDecryption({ d1: s('d1'), ciphertext: b('ciphertext'), context: decryptionContext, random }),
  'signer-decrypt': ({ b, s, decryptionContext }) =>
    signerDecrypt({
      d2: s('d2'),
      p1: b('p1'),
      blinded: b('blinded'),
      t1: b('t1'),
      proof: b('proof'),
      context: decryptionContext,
    }),
  'phone-finish-decryption': ({ b, s }) => ({
    plaintext: phoneFinishDecryption({ rho: s('rho'), t2: b('t2'), ciphertext: b('ciphertext') }),
  }),
  'mask-share': ({ b, s }) => ({ m: maskShare({ d1: s('d1'), kdf: Secret.take(b('kdf')) }) }),
  'unmask-share': ({ b, s }) => ({ d1: unmaskShare({ m: b('m'), kdf: s('kdf') }) }),
  'split-key': ({ s, random }) => splitKey({ privateKey: s('privateKey'), random }),
};

/** One line for every case that came out otherwise: accepted ones byte for byte, with all randomness used, rejected ones by code. */
export function runTwoPartyVectors(cases: TwoPartyCase[]): string[] {
  return cases.flatMap((each) => {
    const expected = JSON.stringify(each.code ?? each.output);
    const got = JSON.stringify(outcome(each));
    return got === expected ? [] : [`${each.operation}, ${each.name}: ${got} instead of ${expected}`];
  });
}

function outcome({ operation, input }: TwoPartyCase): unknown {
  const work = TWO_PARTY_OPERATIONS[operation];
  if (work === undefined) return `no operation ${operation}`;
  const b = (name: string) => bytes(String(input[name] ?? ''));
  const source = stream(b('random'));
  const context = input['context'] as Input['keyContext'] & Input['decryptionContext'];
  try {
    const result = work({
      b,
      s: (name) => Secret.take(b(name)),
      random: source.random,
      keyContext: context,
      decryptionContext: context,
    });
    if (source.left() !== 0) return `${source.left()} bytes of randomness were left`;
    return Object.fromEntries(
      Object.entries(result).map(([name, value]) => [name, value instanceof Secret ? value.use(hex) : hex(value)]),
    );
  } catch (error) {
    return error instanceof GmError ? error.code : String(error);
  }
}
