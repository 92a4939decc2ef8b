/** Runs vector files (packages/gm/vectors) against the package, on Node and in browsers alike: no test runner is needed. */

import * as gm from '../index.ts';
import { bytes, hex, stream } from './hexadecimal.ts';

export interface VectorCase {
  name: string;
  operation: string;
  /** Hexadecimal. */
  input: Record<string, string>;
  output?: Record<string, string | boolean>;
  code?: string;
}

type Input = (name: string) => Uint8Array<ArrayBuffer>;
type Output = Record<string, Uint8Array | boolean>;

const OPERATIONS: Record<string, (input: Input) => Output> = {
  'public-key': (input) => ({ publicKey: gm.sm2PublicKey(secret(input, 'privateKey')) }),
  'check-public-key': (input) => {
    gm.sm2CheckPublicKey(input('publicKey'));
    return {};
  },
  'sign-digest': (input) => ({
    signature: gm.sm2SignDigest({
      privateKey: secret(input, 'privateKey'),
      e: input('e'),
      random: stream(input('random')).random,
    }),
  }),
  'verify-digest': (input) => ({
    valid: gm.sm2VerifyDigest({ publicKey: input('publicKey'), e: input('e'), signature: input('signature') }),
  }),
  'signature-from-der': (input) => {
    const signature = gm.signatureFromDer(input('der'));
    if (hex(gm.signatureToDer(signature)) !== hex(input('der'))) throw new Error('written differently');
    return { signature };
  },
  encrypt: (input) => ({
    ciphertext: gm.sm2Encrypt({
      publicKey: input('publicKey'),
      plaintext: input('plaintext'),
      random: stream(input('random')).random,
    }),
  }),
  decrypt: (input) => ({
    plaintext: gm.sm2Decrypt({ privateKey: secret(input, 'privateKey'), ciphertext: input('ciphertext') }),
  }),
  sm3: (input) => ({ digest: gm.sm3(input('data')) }),
  'hmac-sm3': (input) => ({ mac: gm.hmacSm3(input('key'), input('data')) }),
  'sm3-kdf': (input) => ({ key: gm.sm3Kdf(input('z'), new DataView(input('length').buffer).getUint32(0)) }),
  'sm4-ecb-encrypt': (input) => ({ ciphertext: gm.sm4EcbEncrypt(input('key'), input('plain')) }),
  'sm4-ecb-decrypt': (input) => ({ plain: gm.sm4EcbDecrypt(input('key'), input('ciphertext')) }),
  'sm4-cbc-encrypt': (input) => ({ ciphertext: gm.sm4CbcEncrypt(input('key'), input('iv'), input('plain')) }),
  'sm4-cbc-decrypt': (input) => ({ plain: gm.sm4CbcDecrypt(input('key'), input('iv'), input('ciphertext')) }),
  'sm4-ctr-encrypt': (input) => ({ ciphertext: gm.sm4CtrEncrypt(input('key'), input('iv'), input('plain')) }),
  'sm4-ctr-decrypt': (input) => ({ plain: gm.sm4CtrEncrypt(input('key'), input('iv'), input('ciphertext')) }),
  'sm4-gcm-encrypt': (input) => ({
    ciphertext: gm.sm4GcmEncrypt(input('key'), input('iv'), input('plain'), { additional: input('additional') }),
  }),
  'sm4-gcm-decrypt': (input) => ({
    plain: gm.sm4GcmDecrypt(input('key'), input('iv'), input('ciphertext'), { additional: input('additional') }),
  }),
};

/** One line for every case that came out otherwise; none when all is as it should be. */
export function runVectors(cases: VectorCase[]): string[] {
  return cases.flatMap((each) => {
    const expected = JSON.stringify(each.code ?? each.output);
    const got = JSON.stringify(outcome(each));
    return got === expected ? [] : [`${each.operation}, ${each.name}: ${got} instead of ${expected}`];
  });
}

function outcome({ operation, input }: VectorCase): unknown {
  const run = OPERATIONS[operation];
  if (run === undefined) return `no operation ${operation}`;
  try {
    const output = run((name) => bytes(input[name] ?? ''));
    return Object.fromEntries(
      Object.entries(output).map(([name, value]) => [name, value instanceof Uint8Array ? hex(value) : value]),
    );
  } catch (error) {
    return error instanceof gm.GmError ? error.code : String(error);
  }
}

function secret(input: Input, name: string): gm.Secret {
  return gm.Secret.take(input(name));
}
