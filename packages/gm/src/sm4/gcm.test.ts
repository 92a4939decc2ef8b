/**
 * SM4-GCM: the vector of RFC 8998 A.1, and a second implementation here, bit by bit from the text of NIST SP 800-38D over
 * OpenSSL's block cipher, at every border. Run with the WebAssembly core, and by portable-branch.test.ts without it.
 */

import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import fc from 'fast-check';
import { concat } from '../bytes.ts';
import { core } from '../core/core.ts';
import { bytes, hex, throwsCode } from '../test-support.ts';
import { textbookGcm, textbookIv } from '../testing/textbook-gcm.ts';
import { Sm4GcmDecryptor, Sm4GcmEncryptor, sm4GcmDecrypt, sm4GcmEncrypt } from './gcm.ts';
import { checkGcmLength } from './gcm-state.ts';

const KEY = bytes('0123456789abcdeffedcba9876543210');
const IV = bytes('00001234567800000000abcd');
const AAD = bytes('feedfacedeadbeeffeedfacedeadbeefabaddad2');
const PLAIN = bytes(['aa', 'bb', 'cc', 'dd', 'ee', 'ff', 'ee', 'aa'].map((pair) => pair.repeat(8)).join(''));
const SEALED =
  '17f399f08c67d5ee19d0dc9969c4bb7d5fd46fd3756489069157b282bb200735' +
  'd82710ca5c22f0ccfa7cbf93d496ac15a56834cbcf98c397b4024a2691233b8d' +
  '83de3541e4c2b58177e065a9bf7b62ec';
const sample = (length: number) => Uint8Array.from({ length }, (_, i) => (i * 37 + (i >> 8) + length) & 0xff);

describe('SM4-GCM', () => {
  test('the vector of RFC 8998', () => {
    assert.equal(hex(sm4GcmEncrypt(KEY, IV, PLAIN, { additional: AAD })), SEALED);
    assert.equal(hex(sm4GcmDecrypt(KEY, IV, bytes(SEALED), { additional: AAD })), hex(PLAIN));
    assert.equal(textbookGcm(KEY, IV, PLAIN, AAD), SEALED);
  });

  test('agrees with the text of the standard at block borders of message, additional data and iv', () => {
    const lengths = [0, 1, 15, 16, 17, 31, 32, 33, 64, 127, 128, 129, 145];
    for (const ivLength of [1, 11, 12, 13, 16, 17, 33]) {
      const iv = sample(ivLength);
      for (const length of lengths) {
        const additional = sample(lengths[(length + ivLength) % lengths.length]!);
        const sealed = sm4GcmEncrypt(KEY, iv, sample(length), { additional });
        assert.equal(hex(sealed), textbookGcm(KEY, iv, sample(length), additional));
        assert.equal(hex(sm4GcmDecrypt(KEY, iv, sealed, { additional })), hex(sample(length)));
      }
    }
  });

  test('agrees around pieces of the exchange area', () => {
    for (const length of [65_519, 65_536, 65_537, 131_073]) {
      const sealed = sm4GcmEncrypt(KEY, IV, sample(length), { additional: sample(length) });
      assert.equal(hex(sealed), textbookGcm(KEY, IV, sample(length), sample(length)));
    }
  });

  test('the counter wraps in its last 32 bits only', () => {
    for (const counter of ['ff'.repeat(16), `${'5a'.repeat(12)}fffffffe`, `${'5a'.repeat(12)}fffffffa`]) {
      const iv = textbookIv(KEY, counter);
      assert.equal(hex(sm4GcmEncrypt(KEY, iv, sample(200))), textbookGcm(KEY, iv, sample(200), new Uint8Array(0)));
    }
  });

  test('in parts as in one call', () => {
    const part = fc.uint8Array({ maxLength: 60 });
    const iv = fc.uint8Array({ minLength: 1, maxLength: 40 });
    fc.assert(
      fc.property(iv, part, fc.array(part, { maxLength: 8 }), fc.integer({ min: 12, max: 16 }), (v, a, parts, n) => {
        const options = { additional: a, tagLength: n };
        const whole = sm4GcmEncrypt(KEY, v, concat(...parts), options);
        const encryptor = new Sm4GcmEncryptor(KEY, v, options);
        const sealed = parts.map((plain) => encryptor.update(plain));
        const tag = encryptor.final();
        assert.equal(hex(concat(...sealed, tag)), hex(whole));
        const decryptor = new Sm4GcmDecryptor(KEY, v, options);
        assert.equal(hex(concat(...sealed.map((each) => decryptor.update(each)))), hex(concat(...parts)));
        decryptor.final(tag);
        assert.equal(hex(sm4GcmDecrypt(KEY, v, whole, options)), hex(concat(...parts)));
      }),
    );
  });

  test('every bit counts', () => {
    const sealed = sm4GcmEncrypt(KEY, IV, sample(20), { additional: AAD });
    for (let bit = 0; bit < sealed.length * 8; bit++) {
      const wrong = new Uint8Array(sealed);
      wrong[bit >> 3]! ^= 1 << (bit & 7);
      throwsCode('gm/decrypt-failed', () => sm4GcmDecrypt(KEY, IV, wrong, { additional: AAD }), 'ciphertext');
    }
    throwsCode('gm/decrypt-failed', () => sm4GcmDecrypt(KEY, IV, sealed));
    throwsCode('gm/decrypt-failed', () => sm4GcmDecrypt(KEY, IV.subarray(1), sealed, { additional: AAD }));
    const decryptor = new Sm4GcmDecryptor(KEY, IV);
    decryptor.update(sealed.subarray(0, 20));
    throwsCode('gm/decrypt-failed', () => decryptor.final(sealed.subarray(20)), 'ciphertext');
    throwsCode('gm/secret-wiped', () => decryptor.final(sealed.subarray(20)));
  });

  test('a short tag is refused unless it was asked for', () => {
    const short = sm4GcmEncrypt(KEY, IV, PLAIN, { tagLength: 12 });
    assert.equal(short.length, PLAIN.length + 12);
    throwsCode('gm/decrypt-failed', () => sm4GcmDecrypt(KEY, IV, short));
    assert.equal(hex(sm4GcmDecrypt(KEY, IV, short, { tagLength: 12 })), hex(PLAIN));
    const cut = new Sm4GcmDecryptor(KEY, IV);
    throwsCode('gm/invalid-length', () => cut.final(short.subarray(-12)), 'tag');
    throwsCode('gm/secret-wiped', () => cut.update(short), 'key');
    for (const tagLength of [0, 4, 8, 11, 17, 12.5, Number.NaN]) {
      throwsCode('gm/invalid-length', () => sm4GcmEncrypt(KEY, IV, PLAIN, { tagLength }), 'tagLength');
      throwsCode('gm/invalid-length', () => sm4GcmDecrypt(KEY, IV, short, { tagLength }), 'tagLength');
    }
  });

  test('lengths and types', () => {
    throwsCode('gm/invalid-length', () => sm4GcmEncrypt(KEY.subarray(1), IV, PLAIN), 'key');
    throwsCode('gm/invalid-length', () => sm4GcmEncrypt(KEY, new Uint8Array(0), PLAIN), 'iv');
    throwsCode('gm/invalid-length', () => sm4GcmDecrypt(KEY, IV, new Uint8Array(15)), 'ciphertext');
    throwsCode('gm/invalid-type', () => sm4GcmEncrypt(KEY, IV, 'text' as unknown as Uint8Array), 'plain');
    const additional = 'text' as unknown as Uint8Array;
    throwsCode('gm/invalid-type', () => sm4GcmEncrypt(KEY, IV, PLAIN, { additional }), 'additional');
    checkGcmLength((2 ** 32 - 2) * 16, 'plain');
    throwsCode('gm/invalid-length', () => checkGcmLength((2 ** 32 - 2) * 16 + 1, 'plain'), 'plain');
    const encryptor = new Sm4GcmEncryptor(KEY, IV);
    encryptor.final();
    throwsCode('gm/secret-wiped', () => encryptor.update(PLAIN), 'key');
    throwsCode('gm/secret-wiped', () => encryptor.final(), 'key');
  });

  // These tests run once more without a core: then there is no such area.
  if (core !== undefined)
    test('nothing is left in the exchange area', () => {
      sm4GcmDecrypt(KEY, IV, sm4GcmEncrypt(KEY, IV, sample(100_001), { additional: AAD }), { additional: AAD });
      assert.ok(core?.io.every((byte) => byte === 0));
    });
});
