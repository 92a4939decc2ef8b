/** Executes specs/two-party-sm2/vectors: the accepted cases byte for byte, the rejected ones by code. */

import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { describe, test } from 'node:test';
import { GmError } from '../errors.ts';
import type { RandomBytes } from '../random.ts';
import { Secret } from '../secret.ts';
import { sm2Digest } from '../sm2/digest.ts';
import { bytes, hex, stream } from '../test-support.ts';
import { phoneFinishDecryption, phoneStartDecryption } from './phone-decryption.ts';
import { phoneFinishKey, phoneStartKey } from './phone-key.ts';
import { phoneFinishSignature, phoneStartSignature } from './phone-signature.ts';
import { maskShare, unmaskShare } from './share-mask.ts';
import { signerDecrypt } from './signer-decryption.ts';
import { signerCompleteKey } from './signer-key.ts';
import { signerFinishSignature, signerStartSignature } from './signer-signature.ts';
import { splitKey } from './split-key.ts';

interface Case {
  name: string;
  operation: string;
  input: Record<string, string | Record<string, string>>;
  output?: Record<string, string>;
  code?: string;
}

/** A case's input: `b` gives bytes, `s` a secret, and the contexts have their own shapes. */
interface Input {
  b: (name: string) => Uint8Array;
  s: (name: string) => Secret;
  random: RandomBytes;
  keyContext: { keyId: string; account: string; device: string };
  decryptionContext: { keyId: string; requestId: string };
}

const OPERATIONS: Record<string, (input: Input) => Record<string, Uint8Array | Secret>> = {
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

function load(name: string): Case[] {
  const url = new URL(`../../../../specs/two-party-sm2/vectors/${name}.json`, import.meta.url);
  return (JSON.parse(readFileSync(url, 'utf8')) as { cases: Case[] }).cases;
}

function run({ operation, input }: Case): { result: Record<string, string>; left: number } {
  const work = OPERATIONS[operation];
  assert.ok(work, operation);
  const text = (name: string): string => {
    const value = input[name];
    assert.ok(typeof value === 'string', name);
    return value;
  };
  const source = stream(typeof input['random'] === 'string' ? input['random'] : '');
  const context = input['context'] as Input['keyContext'] & Input['decryptionContext'];
  const result = work({
    b: (name) => bytes(text(name)),
    s: (name) => Secret.take(bytes(text(name))),
    random: source.random,
    keyContext: context,
    decryptionContext: context,
  });
  const shown = Object.entries(result).map(([name, value]) => [
    name,
    value instanceof Secret ? value.use(hex) : hex(value),
  ]);
  return { result: Object.fromEntries(shown), left: source.left() };
}

describe('accept', () => {
  for (const vector of load('accept')) {
    test(vector.name, () => {
      const { result, left } = run(vector);
      assert.deepEqual(result, vector.output);
      assert.equal(left, 0, 'the random stream was not used up');
    });
  }
});

describe('reject', () => {
  for (const vector of load('reject')) {
    test(vector.name, () => {
      assert.throws(
        () => run(vector),
        (error: unknown) => {
          assert.ok(error instanceof GmError, String(error));
          assert.equal(error.code, vector.code);
          return true;
        },
      );
    });
  }
});

test('every operation has an accepted and, where it takes anything from outside, a rejected case', () => {
  const accepted = new Set(load('accept').map((vector) => vector.operation));
  const rejected = new Set(load('reject').map((vector) => vector.operation));
  assert.deepEqual([...accepted].toSorted(), Object.keys(OPERATIONS).toSorted());
  const takesNothing = ['sm2-digest', 'phone-start-signature'];
  assert.deepEqual([...rejected, ...takesNothing].toSorted(), Object.keys(OPERATIONS).toSorted());
});
