/** Vectors of GM/T 0002-2012 Annex A and one of CBC. Both implementations must agree on results and errors. */

import assert from 'node:assert/strict';
import { createCipheriv } from 'node:crypto';
import { describe, test } from 'node:test';
import fc from 'fast-check';
import { bytes, hex, throwsCode } from '../test-support.ts';
import * as native from './native.ts';
import * as portable from './portable.ts';

const KEY = bytes('0123456789abcdeffedcba9876543210');
const block = fc.uint8Array({ minLength: 16, maxLength: 16 });

for (const [name, sm4] of [
  ['native', native],
  ['portable', portable],
] as const) {
  describe(`SM4, ${name}`, () => {
    test('one block', () => {
      assert.equal(hex(sm4.sm4EcbEncrypt(KEY, KEY)), '681edf34d206965e86b3e94f536e4246');
      assert.equal(hex(sm4.sm4EcbDecrypt(KEY, bytes('681edf34d206965e86b3e94f536e4246'))), hex(KEY));
    });

    test('one million times', () => {
      // CBC over zeros with the plaintext as IV encrypts each block's result again.
      const chained = sm4.sm4CbcEncrypt(KEY, KEY, new Uint8Array(16_000_000));
      assert.equal(hex(chained.subarray(15_999_984, 16_000_000)), '595298c7c6fd271f0402f804c33d3f66');
    });

    test('CBC', () => {
      const iv = bytes('000102030405060708090a0b0c0d0e0f');
      const plain = bytes('aaaaaaaabbbbbbbbccccccccddddddddeeeeeeeeffffffffaaaaaaaabbbbbbbb');
      const ciphertext = sm4.sm4CbcEncrypt(KEY, iv, plain);
      assert.equal(ciphertext.length, 48);
      assert.equal(hex(ciphertext.subarray(0, 32)), '78ebb11cc40b0a48312aaeb2040244cb4cb7016951909226979b0d15dc6a8f6d');
      assert.equal(hex(sm4.sm4CbcDecrypt(KEY, iv, ciphertext)), hex(plain));
    });

    test('CBC refuses wrong padding', () => {
      const iv = new Uint8Array(16);
      const withLastBlock = (plain: string) => {
        const cipher = createCipheriv('sm4-cbc', KEY, iv).setAutoPadding(false);
        return new Uint8Array(cipher.update(bytes(plain)));
      };
      const wrong = ['00'.repeat(16), `${'00'.repeat(15)}11`, `${'00'.repeat(14)}0102`, `${'00'.repeat(13)}030203`];
      for (const plain of wrong) {
        throwsCode('gm/decrypt-failed', () => sm4.sm4CbcDecrypt(KEY, iv, withLastBlock(plain)));
      }
      assert.equal(sm4.sm4CbcDecrypt(KEY, iv, withLastBlock('10'.repeat(16))).length, 0);
    });

    test('CTR carries through the whole counter', () => {
      const iv = bytes('ff'.repeat(16));
      const out = sm4.sm4CtrEncrypt(KEY, iv, new Uint8Array(33));
      const expected = sm4.sm4EcbEncrypt(KEY, bytes('ff'.repeat(16) + '00'.repeat(16) + '00'.repeat(15) + '01'));
      assert.equal(hex(out), hex(expected).slice(0, 66));
    });

    test('lengths and types', () => {
      const iv = new Uint8Array(16);
      throwsCode('gm/invalid-length', () => sm4.sm4EcbEncrypt(KEY.subarray(1), KEY), 'key');
      throwsCode('gm/invalid-length', () => sm4.sm4EcbEncrypt(KEY, KEY.subarray(1)), 'data');
      throwsCode('gm/invalid-length', () => sm4.sm4EcbDecrypt(KEY, KEY.subarray(1)), 'data');
      throwsCode('gm/invalid-length', () => sm4.sm4CbcEncrypt(KEY, iv.subarray(1), KEY), 'iv');
      throwsCode('gm/invalid-length', () => sm4.sm4CbcDecrypt(KEY, iv, new Uint8Array(0)), 'ciphertext');
      throwsCode('gm/invalid-length', () => sm4.sm4CbcDecrypt(KEY, iv, new Uint8Array(17)), 'ciphertext');
      throwsCode('gm/invalid-length', () => sm4.sm4CtrEncrypt(KEY, iv.subarray(1), KEY), 'iv');
      throwsCode('gm/invalid-type', () => sm4.sm4CtrEncrypt(KEY, iv, 'text' as unknown as Uint8Array), 'data');
    });

    test('inputs are left alone and may be views into larger arrays', () => {
      const large = bytes('00112233445566778899aabbccddeeff00112233445566778899aabbccddeeff55');
      const before = hex(large);
      const view = large.subarray(1, 33);
      assert.equal(hex(sm4.sm4EcbDecrypt(KEY, sm4.sm4EcbEncrypt(KEY, view))), hex(view));
      sm4.sm4CbcEncrypt(view.subarray(0, 16), view.subarray(3, 19), view);
      sm4.sm4CtrEncrypt(view.subarray(0, 16), view.subarray(3, 19), view);
      assert.equal(hex(large), before);
    });
  });
}

test('native and portable agree and undo each other', () => {
  fc.assert(
    fc.property(block, block, fc.uint8Array({ maxLength: 100 }), (key, iv, data) => {
      const cbc = native.sm4CbcEncrypt(key, iv, data);
      assert.equal(hex(portable.sm4CbcEncrypt(key, iv, data)), hex(cbc));
      assert.equal(hex(portable.sm4CbcDecrypt(key, iv, cbc)), hex(data));
      assert.equal(hex(native.sm4CbcDecrypt(key, iv, cbc)), hex(data));
      const ctr = native.sm4CtrEncrypt(key, iv, data);
      assert.equal(hex(portable.sm4CtrEncrypt(key, iv, data)), hex(ctr));
      assert.equal(hex(portable.sm4CtrEncrypt(key, iv, ctr)), hex(data));
      const ecb = native.sm4EcbEncrypt(key, cbc);
      assert.equal(hex(portable.sm4EcbEncrypt(key, cbc)), hex(ecb));
      assert.equal(hex(portable.sm4EcbDecrypt(key, ecb)), hex(cbc));
    }),
  );
});
