/**
 * Vectors of GM/T 0002-2012 Annex A and one of CBC; Node's OpenSSL, which nobody here wrote, at every border. Run with the
 * WebAssembly core, and by portable-branch.test.ts without it.
 */

import assert from 'node:assert/strict';
import { createCipheriv } from 'node:crypto';
import { describe, test } from 'node:test';
import fc from 'fast-check';
import { concat } from '../bytes.ts';
import { core, WORK_BYTES } from '../core/core.ts';
import { bytes, hex, throwsCode } from '../test-support.ts';
import { sm4CbcDecrypt, sm4CbcEncrypt, sm4CtrEncrypt, sm4EcbDecrypt, sm4EcbEncrypt } from './modes.ts';
import { Sm4CbcDecryptor, Sm4CbcEncryptor, Sm4CtrStream } from './streams.ts';

const KEY = bytes('0123456789abcdeffedcba9876543210');
const IV = bytes('000102030405060708090a0b0c0d0e0f');
const sample = (length: number) => Uint8Array.from({ length }, (_, i) => (i * 29 + (i >> 8) + length) & 0xff);

/** Lengths around blocks, eights of blocks and pieces of the exchange area. */
const LENGTHS = [
  ...Array.from({ length: 300 }, (_, length) => length),
  ...[1, 2].flatMap((n) => [-129, -16, -1, 0, 1, 16, 129].map((d) => n * WORK_BYTES + d)),
];
const block = fc.uint8Array({ minLength: 16, maxLength: 16 });
const message = fc.oneof(fc.nat(300), fc.constantFrom(...LENGTHS)).map(sample);

function openssl(name: string, key: Uint8Array, iv: Uint8Array | null, data: Uint8Array, padding = false): string {
  const cipher = createCipheriv(name, key, iv).setAutoPadding(padding);
  return cipher.update(data, undefined, 'hex') + cipher.final('hex');
}

/** What the parts of a stream add up to, cut at places between 0 and 1. */
function inParts(
  stream: { update: (data: Uint8Array) => Uint8Array; final: () => Uint8Array },
  whole: Uint8Array,
  places: number[],
): string {
  const at = [0, ...places.map((place) => Math.floor(place * whole.length)).toSorted((a, b) => a - b), whole.length];
  const parts = at.slice(1).map((end, i) => stream.update(whole.subarray(at[i], end)));
  return hex(concat(...parts, stream.final()));
}
const places = fc.array(fc.double({ min: 0, max: 1, noNaN: true }), { maxLength: 6 });

describe('SM4', () => {
  test('one block', () => {
    assert.equal(hex(sm4EcbEncrypt(KEY, KEY)), '681edf34d206965e86b3e94f536e4246');
    assert.equal(hex(sm4EcbDecrypt(KEY, bytes('681edf34d206965e86b3e94f536e4246'))), hex(KEY));
  });

  test('one million times', () => {
    // CBC over zeros with the plaintext as IV encrypts each block's result again.
    const chained = sm4CbcEncrypt(KEY, KEY, new Uint8Array(16_000_000));
    assert.equal(hex(chained.subarray(15_999_984, 16_000_000)), '595298c7c6fd271f0402f804c33d3f66');
  });

  test('CBC', () => {
    const plain = bytes('aaaaaaaabbbbbbbbccccccccddddddddeeeeeeeeffffffffaaaaaaaabbbbbbbb');
    const ciphertext = sm4CbcEncrypt(KEY, IV, plain);
    assert.equal(ciphertext.length, 48);
    assert.equal(hex(ciphertext.subarray(0, 32)), '78ebb11cc40b0a48312aaeb2040244cb4cb7016951909226979b0d15dc6a8f6d');
    assert.equal(hex(sm4CbcDecrypt(KEY, IV, ciphertext)), hex(plain));
  });

  test('CBC refuses wrong padding', () => {
    const wrong = ['00'.repeat(16), `${'00'.repeat(15)}11`, `${'00'.repeat(14)}0102`, `${'00'.repeat(13)}030203`];
    for (const plain of wrong) {
      const ciphertext = bytes(openssl('sm4-cbc', KEY, IV, bytes(plain)));
      throwsCode('gm/decrypt-failed', () => sm4CbcDecrypt(KEY, IV, ciphertext), 'ciphertext');
      const stream = new Sm4CbcDecryptor(KEY, IV);
      stream.update(ciphertext);
      throwsCode('gm/decrypt-failed', () => stream.final(), 'ciphertext');
      throwsCode('gm/secret-wiped', () => stream.final());
    }
    assert.equal(sm4CbcDecrypt(KEY, IV, bytes(openssl('sm4-cbc', KEY, IV, bytes('10'.repeat(16))))).length, 0);
  });

  test('is OpenSSL’s at every border', () => {
    for (const length of LENGTHS) {
      const data = sample(length);
      const ctr = sm4CtrEncrypt(KEY, IV, data);
      const cbc = sm4CbcEncrypt(KEY, IV, data);
      assert.equal(hex(ctr), openssl('sm4-ctr', KEY, IV, data), `CTR, ${length} bytes`);
      assert.equal(hex(cbc), openssl('sm4-cbc', KEY, IV, data, true), `CBC, ${length} bytes`);
      assert.equal(hex(sm4CbcDecrypt(KEY, IV, cbc)), hex(data), `CBC, ${length} bytes`);
      const ecb = sm4EcbEncrypt(KEY, cbc);
      assert.equal(hex(ecb), openssl('sm4-ecb', KEY, null, cbc), `ECB, ${cbc.length} bytes`);
      assert.equal(hex(sm4EcbDecrypt(KEY, ecb)), hex(cbc), `ECB, ${cbc.length} bytes`);
    }
  });

  test('is OpenSSL’s with any key, and the same in parts', () => {
    fc.assert(
      fc.property(block, block, message, places, (key, iv, data, at) => {
        const ctr = openssl('sm4-ctr', key, iv, data);
        assert.equal(hex(sm4CtrEncrypt(key, iv, data)), ctr);
        assert.equal(inParts(new Sm4CtrStream(key, iv), data, at), ctr);
        const cbc = openssl('sm4-cbc', key, iv, data, true);
        assert.equal(hex(sm4CbcEncrypt(key, iv, data)), cbc);
        assert.equal(inParts(new Sm4CbcEncryptor(key, iv), data, at), cbc);
        assert.equal(inParts(new Sm4CbcDecryptor(key, iv), bytes(cbc), at), hex(data));
      }),
    );
  });

  test('CTR carries through the whole counter, wherever the carry falls among eight blocks', () => {
    for (const iv of ['ff'.repeat(16), `00${'ff'.repeat(15)}`, `${'12'.repeat(8)}${'ff'.repeat(8)}`]) {
      for (let before = 0; before <= 9; before++) {
        const counter = bytes(iv);
        counter[15]! -= before;
        assert.equal(hex(sm4CtrEncrypt(KEY, counter, sample(300))), openssl('sm4-ctr', KEY, counter, sample(300)));
        const stream = new Sm4CtrStream(KEY, counter);
        const parts = [7, 9, 16, 100, 168].map((length) => stream.update(new Uint8Array(length)));
        assert.equal(hex(concat(...parts)), openssl('sm4-ctr', KEY, counter, new Uint8Array(300)));
      }
    }
  });

  test('lengths and types', () => {
    throwsCode('gm/invalid-length', () => sm4EcbEncrypt(KEY.subarray(1), KEY), 'key');
    throwsCode('gm/invalid-length', () => sm4EcbEncrypt(KEY, KEY.subarray(1)), 'data');
    throwsCode('gm/invalid-length', () => sm4EcbDecrypt(KEY, KEY.subarray(1)), 'data');
    throwsCode('gm/invalid-length', () => sm4CbcEncrypt(KEY, IV.subarray(1), KEY), 'iv');
    throwsCode('gm/invalid-length', () => sm4CbcDecrypt(KEY, IV, new Uint8Array(0)), 'ciphertext');
    throwsCode('gm/invalid-length', () => sm4CbcDecrypt(KEY, IV, new Uint8Array(17)), 'ciphertext');
    throwsCode('gm/invalid-length', () => sm4CtrEncrypt(KEY, IV.subarray(1), KEY), 'iv');
    throwsCode('gm/invalid-type', () => sm4CtrEncrypt(KEY, IV, 'text' as unknown as Uint8Array), 'data');
    for (const Stream of [Sm4CtrStream, Sm4CbcEncryptor, Sm4CbcDecryptor]) {
      throwsCode('gm/invalid-length', () => new Stream(KEY.subarray(1), IV), 'key');
      throwsCode('gm/invalid-length', () => new Stream(KEY, IV.subarray(1)), 'iv');
      throwsCode('gm/invalid-type', () => new Stream(KEY, IV).update('text' as unknown as Uint8Array));
      const stream = new Stream(KEY, IV);
      stream.wipe();
      throwsCode('gm/secret-wiped', () => stream.update(KEY));
    }
    const cutShort = new Sm4CbcDecryptor(KEY, IV);
    cutShort.update(sample(17));
    throwsCode('gm/invalid-length', () => cutShort.final(), 'ciphertext');
    throwsCode('gm/invalid-length', () => new Sm4CbcDecryptor(KEY, IV).final(), 'ciphertext');
  });

  test('inputs are left alone and may be views into larger arrays', () => {
    const large = bytes('00112233445566778899aabbccddeeff00112233445566778899aabbccddeeff55');
    const before = hex(large);
    const view = large.subarray(1, 33);
    assert.equal(hex(sm4EcbDecrypt(KEY, sm4EcbEncrypt(KEY, view))), hex(view));
    sm4CbcEncrypt(view.subarray(0, 16), view.subarray(3, 19), view);
    sm4CtrEncrypt(view.subarray(0, 16), view.subarray(3, 19), view);
    assert.equal(hex(large), before);
  });

  // These tests run once more without a core: then there is no such area.
  if (core !== undefined)
    test('nothing is left in the exchange area', () => {
      const work = [
        () => sm4EcbEncrypt(KEY, sample(160)),
        () => sm4CbcDecrypt(KEY, IV, sm4CbcEncrypt(KEY, IV, sample(100_000))),
        () => sm4CtrEncrypt(KEY, IV, sample(70_001)),
        () => new Sm4CtrStream(KEY, IV).update(sample(65_537)),
      ];
      for (const run of work) {
        run();
        assert.ok(
          core?.io.every((byte) => byte === 0),
          String(run),
        );
      }
    });
});
