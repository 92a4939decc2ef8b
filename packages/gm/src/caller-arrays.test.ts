import assert from 'node:assert/strict';
import { test } from 'node:test';
import { ciphertextFromDer, ciphertextToDer, signatureFromDer, signatureToDer } from './sm2/der.ts';
import { sm2Digest } from './sm2/digest.ts';
import { sm2Decrypt, sm2Encrypt } from './sm2/encryption.ts';
import { sm2GenerateKeyPair } from './sm2/key.ts';
import { sm2Sign, sm2Verify } from './sm2/signature.ts';
import { hmacSm3 } from './sm3/hmac.ts';
import { sm3, sm3Kdf } from './sm3/sm3.ts';
import { Sm4GcmDecryptor, sm4GcmDecrypt, sm4GcmEncrypt } from './sm4/gcm.ts';
import { sm4CbcDecrypt, sm4CbcEncrypt, sm4CtrEncrypt, sm4EcbDecrypt, sm4EcbEncrypt } from './sm4/modes.ts';
import { Sm4CbcDecryptor, Sm4CbcEncryptor, Sm4CtrStream } from './sm4/streams.ts';
import { hex, random, utf8 } from './test-support.ts';

// `slice` and `subarray` of a Buffer are both views: what is a copy of a Uint8Array is none of a Buffer.

test('a Buffer that is filled with another key is another key', () => {
  const [first, second] = [sm2GenerateKeyPair(random), sm2GenerateKeyPair(random)];
  const message = utf8('投标文件');
  const reused = Buffer.from(first.publicKey);
  sm2Digest(reused, message);
  reused.set(second.publicKey);
  const signature = sm2Sign({ privateKey: second.privateKey, message, random });
  assert.equal(sm2Verify({ publicKey: reused, message, signature }), true);
  reused.fill(1, 1);
  assert.throws(() => sm2Digest(reused, message), { code: 'gm/invalid-point' });
});

test('the identifier is copied too', () => {
  const { publicKey } = sm2GenerateKeyPair(random);
  const id = Buffer.from('first');
  const e = sm2Digest(publicKey, utf8(''), id);
  id.write('other');
  assert.notDeepEqual(sm2Digest(publicKey, utf8(''), id), e);
});

test('no argument is written to', () => {
  const { privateKey, publicKey } = sm2GenerateKeyPair(random);
  const [key, iv, nonce, blocks] = [random(16), random(16), random(12), random(64)];
  const signature = sm2Sign({ privateKey, message: blocks, random });
  const encrypted = sm2Encrypt({ publicKey, plaintext: blocks, random });
  const cases: [string, (array: Uint8Array) => unknown, Uint8Array][] = [
    ['sm3', sm3, blocks],
    ['kdf', (a) => sm3Kdf(a, 100), blocks],
    ['hmac key', (a) => hmacSm3(a, key), blocks],
    ['verify', (a) => sm2Verify({ publicKey: a, message: blocks, signature }), publicKey],
    ['decrypt', (a) => sm2Decrypt({ privateKey, ciphertext: a }), encrypted],
    ['signature', signatureToDer, signature],
    ['signature DER', signatureFromDer, signatureToDer(signature)],
    ['ciphertext', ciphertextToDer, encrypted],
    ['ciphertext DER', ciphertextFromDer, ciphertextToDer(encrypted)],
    ['ecb', (a) => sm4EcbEncrypt(key, a), blocks],
    ['ecb back', (a) => sm4EcbDecrypt(key, a), blocks],
    ['cbc', (a) => sm4CbcEncrypt(key, iv, a), blocks],
    ['cbc back', (a) => sm4CbcDecrypt(key, iv, a), sm4CbcEncrypt(key, iv, blocks)],
    ['cbc iv', (a) => sm4CbcEncrypt(key, a, blocks), iv],
    ['ctr', (a) => sm4CtrEncrypt(key, iv, a), blocks],
    ['ctr counter', (a) => sm4CtrEncrypt(key, a, blocks), iv],
    ['gcm', (a) => sm4GcmEncrypt(key, nonce, a), blocks],
    ['gcm back', (a) => sm4GcmDecrypt(key, nonce, a), sm4GcmEncrypt(key, nonce, blocks)],
    ['gcm in parts', (a) => new Sm4GcmDecryptor(key, nonce).update(a), blocks],
    ['cbc in parts', (a) => new Sm4CbcEncryptor(key, iv).update(a), blocks],
    ['cbc back in parts', (a) => new Sm4CbcDecryptor(key, iv).update(a), blocks],
    ['ctr in parts', (a) => new Sm4CtrStream(key, iv).update(a), blocks],
  ];
  for (const [name, run, value] of cases) {
    const given = Buffer.from(value);
    run(given);
    assert.equal(hex(given), hex(value), name);
  }
});
