import assert from 'node:assert/strict';
import { test } from 'node:test';
import { hex, random, throwsCode, utf8 } from '../test-support.ts';
import { sm2Decrypt, sm2Encrypt } from './encryption.ts';
import { sm2DecompressPoint, sm2GenerateKeyPair } from './key.ts';
import { ciphertextFromC1C2C3, ciphertextToC1C2C3 } from './legacy.ts';

const { privateKey, publicKey } = sm2GenerateKeyPair(random);

test('the older order is converted both ways and never taken for the other', () => {
  const ciphertext = sm2Encrypt({ publicKey, plaintext: utf8('标书'), random });
  const legacy = ciphertextToC1C2C3(ciphertext);
  assert.equal(hex(legacy.subarray(65, -32)), hex(ciphertext.subarray(97)));
  assert.equal(hex(legacy.subarray(-32)), hex(ciphertext.subarray(65, 97)));
  assert.equal(hex(ciphertextFromC1C2C3(legacy)), hex(ciphertext));
  throwsCode('gm/decrypt-failed', () => sm2Decrypt({ privateKey, ciphertext: legacy }));
  throwsCode('gm/invalid-length', () => ciphertextFromC1C2C3(legacy.subarray(0, 97)));
  legacy[64]! ^= 1;
  throwsCode('gm/invalid-point', () => ciphertextFromC1C2C3(legacy));
});

test('compressed points are read by their own function alone', () => {
  const compressed = publicKey.slice(0, 33);
  compressed[0] = 2 + (publicKey[64]! & 1);
  assert.equal(hex(sm2DecompressPoint(compressed)), hex(publicKey));
  compressed[0] ^= 1;
  assert.notEqual(hex(sm2DecompressPoint(compressed)), hex(publicKey));
  for (const form of [0, 4, 6, 7]) {
    compressed[0] = form;
    throwsCode('gm/invalid-point', () => sm2DecompressPoint(compressed), 'compressed');
  }
  throwsCode('gm/invalid-length', () => sm2DecompressPoint(publicKey));
  // Half of all X have no Y.
  const none = new Uint8Array(33).fill(0xff);
  none[0] = 2;
  throwsCode('gm/invalid-point', () => sm2DecompressPoint(none));
});
