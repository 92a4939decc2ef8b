/**
 * What the fuzzer is let loose on: everything of this package that takes bytes from a stranger, and the WebAssembly core
 * against @noble/curves, which must say the same of any input.
 */

import type { Target } from '@qianyin/testkit/fuzz';
import { core } from '../core/core.ts';
import * as gm from '../index.ts';
import type { Arithmetic } from '../sm2/arithmetic-port.ts';
import { coreArithmetic } from '../sm2/core-arithmetic.ts';
import { isInRange, MAX_SCALAR } from '../sm2/curve.ts';
import { portableArithmetic } from '../sm2/portable-arithmetic.ts';
import { bytes, hex, stream } from '../test-support.ts';

export const isRefusal = (error: unknown): boolean => error instanceof gm.GmError;

const D = '3945208f7b2144b13f36e38ac6d39f95889393692860b51a42fb81ef4df7c5b8';
const K = '59276e27d506861a16680f3ad9c02dccef3cc1fa3cdbe4ce6d54b80deac1bc21';
const secret = () => gm.Secret.take(bytes(D));
const random = () => stream(K).random;
const e = bytes('f0b43e94ba45accaace692ed534382eb17e6ab5a19ce7b31f4486fdfc0d28640');
const publicKey = gm.sm2PublicKey(secret());
const signature = gm.sm2SignDigest({ privateKey: secret(), e, random: random() });
const plaintext = bytes('00112233445566778899aabbccddeeff0011');
const ciphertext = gm.sm2Encrypt({ publicKey, plaintext, random: random() });
const context = { keyId: 'key', account: 'account', device: 'device' };
const started = gm.phoneStartKey({ context, random: stream(K + D).random });
const key16 = plaintext.slice(0, 16);

/** A writer must give back what its reader was given: DER has one form. */
function roundTrip(der: Uint8Array, read: (der: Uint8Array) => Uint8Array, write: (value: Uint8Array) => Uint8Array) {
  const written = write(read(der));
  if (hex(written) !== hex(der)) throw new Error(`read, and written as ${hex(written)}`);
}

const both = core === undefined ? [] : [coreArithmetic(core), portableArithmetic()];

function agree<T>(name: string, run: (arithmetic: Arithmetic) => T): void {
  const [ours, theirs] = both.map((each) => plain(run(each)));
  if (ours !== theirs) throw new Error(`${name}: ${ours}, and by the other ${theirs}`);
}

const plain = (value: unknown): string => (value instanceof Uint8Array ? hex(value) : String(value));

/** The first bytes at their exact length, however long the input is. */
const part = (input: Uint8Array, from: number, length: number): Uint8Array => {
  const out = new Uint8Array(length);
  out.set(input.subarray(from, from + length));
  return out;
};

const joined = (...parts: Uint8Array[]): Uint8Array => bytes(parts.map(hex).join(''));

export const TARGETS: Target[] = [
  {
    name: 'signatureFromDer',
    seeds: () => [gm.signatureToDer(signature)],
    parse: (der) => roundTrip(der, gm.signatureFromDer, gm.signatureToDer),
  },
  {
    name: 'ciphertextFromDer',
    seeds: () => [gm.ciphertextToDer(ciphertext)],
    parse: (der) => roundTrip(der, gm.ciphertextFromDer, gm.ciphertextToDer),
  },
  { name: 'sm2CheckPublicKey', seeds: () => [publicKey], parse: gm.sm2CheckPublicKey },
  {
    name: 'sm2DecompressPoint',
    seeds: () => [joined(Uint8Array.of(2 + (publicKey[64]! & 1)), publicKey.slice(1, 33))],
    parse: (compressed) => gm.sm2CheckPublicKey(gm.sm2DecompressPoint(compressed)),
  },
  {
    name: 'sm2Verify',
    seeds: () => [joined(publicKey, signature)],
    parse: (input) => gm.sm2Verify({ publicKey: input.subarray(0, 65), message: e, signature: input.subarray(65) }),
  },
  {
    name: 'sm2Decrypt',
    seeds: () => [ciphertext],
    parse: (input) => {
      const opened = gm.sm2Decrypt({ privateKey: secret(), ciphertext: input });
      // Nobody finds a second ciphertext by turning bits, C3 sees to that.
      if (hex(opened) !== hex(plaintext)) throw new Error(`opened as ${hex(opened)}`);
    },
  },
  {
    name: 'sm4CbcDecrypt',
    seeds: () => [gm.sm4CbcEncrypt(key16, key16, plaintext)],
    parse: (input) => gm.sm4CbcDecrypt(key16, key16, input),
  },
  {
    name: 'sm4GcmDecrypt',
    seeds: () => [gm.sm4GcmEncrypt(key16, e.slice(0, 12), plaintext)],
    parse: (input) => gm.sm4GcmDecrypt(key16, e.slice(0, 12), input),
  },
  {
    name: 'signerCompleteKey',
    seeds: () => [joined(started.p1, started.proof)],
    parse: (input) =>
      gm.signerCompleteKey({
        p1: input.subarray(0, 65),
        proof: input.subarray(65),
        context,
        random: stream(K + D).random,
      }),
  },
  {
    name: 'core and oracle, verification',
    seeds: () => [joined(publicKey, e, signature)],
    parse: (input) =>
      agree('verify', (arithmetic) =>
        arithmetic.verify(joined(Uint8Array.of(4), part(input, 1, 64)), part(input, 65, 32), part(input, 97, 64)),
      ),
  },
  {
    name: 'core and oracle, scalars and points',
    seeds: () => [joined(bytes(D), publicKey.slice(1)), joined(bytes(K), ciphertext.slice(1, 65)), new Uint8Array(96)],
    parse: (input) => {
      const k = part(input, 0, 32);
      const point = joined(Uint8Array.of(4), part(input, 32, 64));
      agree('is point', ({ isPoint }) => isPoint(point));
      agree('inverse', ({ scalarInvert }) => scalarInvert(k));
      agree('product', ({ scalarMultiply }) => scalarMultiply(k, part(input, 48, 32)));
      agree('decompression', ({ decompress }) => decompress(k, true));
      if (!isInRange(k, MAX_SCALAR)) return;
      agree('multiple of the base point', ({ multiplyBase }) => multiplyBase(k));
      agree('multiple', ({ multiply }) => multiply(k, publicKey));
      agree('signature', ({ sign }) => sign(e, k, part(input, 64, 32)));
    },
  },
];
