/** SM3, HMAC, KDF and SM4 at the borders of their blocks, by OpenSSL, and GCM by its textbook. */

import { createCipheriv, createHash, createHmac } from 'node:crypto';
import { concat, uint32 } from '../../src/bytes.ts';
import { bytes, hex } from '../../src/test-support.ts';
import { textbookGcm, textbookIv } from '../../src/testing/textbook-gcm.ts';
import { type Case, cases } from './vector.ts';

const LENGTHS = [0, 1, 15, 16, 17, 31, 32, 33, 55, 56, 63, 64, 65, 119, 120, 127, 128, 129, 200, 257];
const KEY = sample(16, 3);
const IV = sample(16, 5);

export function sm3Cases(): Case[] {
  const { all, put } = cases();
  const sm3 = (data: Uint8Array) => createHash('sm3').update(data).digest('hex');
  for (const length of LENGTHS) {
    const data = sample(length, 1);
    put({ name: `${length} bytes`, operation: 'sm3', input: { data: hex(data) }, output: { digest: sm3(data) } });
    for (const keyLength of [0, 32, 64, 65]) {
      const key = sample(keyLength, 2);
      const mac = createHmac('sm3', key).update(data).digest('hex');
      const name = `${length} bytes, key of ${keyLength}`;
      put({ name, operation: 'hmac-sm3', input: { key: hex(key), data: hex(data) }, output: { mac } });
    }
    const derived = [1, 2, 3].map((counter) => sm3(concat(data, uint32(counter)))).join('');
    for (const wanted of [1, 32, 33, 96]) {
      put({
        name: `${wanted} bytes of Z of ${length}`,
        operation: 'sm3-kdf',
        input: { z: hex(data), length: hex(uint32(wanted)) },
        output: { key: derived.slice(0, 2 * wanted) },
      });
    }
  }
  put({ name: 'no byte', operation: 'sm3-kdf', input: { z: '00', length: '00000000' }, code: 'gm/invalid-length' });
  return all;
}

export function sm4Cases(): Case[] {
  const { all, put } = cases();
  const openssl = (name: string, iv: Uint8Array | null, data: Uint8Array, padding: boolean) => {
    const cipher = createCipheriv(name, KEY, iv).setAutoPadding(padding);
    return cipher.update(data, undefined, 'hex') + cipher.final('hex');
  };
  const both = (operation: string, name: string, input: Record<string, string>, ciphertext: string, plain: string) => {
    put({
      name: `${name}, encrypted`,
      operation: `${operation}-encrypt`,
      input: { ...input, plain },
      output: { ciphertext },
    });
    put({
      name: `${name}, decrypted`,
      operation: `${operation}-decrypt`,
      input: { ...input, ciphertext },
      output: { plain },
    });
  };
  const key = hex(KEY);
  const iv = hex(IV);
  for (const length of LENGTHS) {
    const plain = sample(length, 7);
    const text = hex(plain);
    both('sm4-cbc', `CBC, ${length} bytes`, { key, iv }, openssl('sm4-cbc', IV, plain, true), text);
    const counters = {
      zero: new Uint8Array(16),
      'before its end': new Uint8Array(16).fill(0xff),
      'of 64 bits': carry(),
    };
    for (const [name, counter] of Object.entries(counters)) {
      const ciphertext = openssl('sm4-ctr', counter, plain, false);
      both('sm4-ctr', `CTR from ${name}, ${length} bytes`, { key, iv: hex(counter) }, ciphertext, text);
    }
    if (length % 16 === 0) {
      both('sm4-ecb', `ECB, ${length} bytes`, { key }, openssl('sm4-ecb', null, plain, false), text);
    } else {
      const input = { key, plain: text };
      put({ name: `ECB, ${length} bytes`, operation: 'sm4-ecb-encrypt', input, code: 'gm/invalid-length' });
    }
    const additional = sample((length * 7) % 50, 9);
    const nonces = {
      '12 bytes': sample(12, 6),
      '1 byte': sample(1, 6),
      wrapping: textbookIv(KEY, `${'ab'.repeat(12)}fffffffe`),
    };
    for (const [name, nonce] of Object.entries(nonces)) {
      const ciphertext = textbookGcm(KEY, nonce, plain, additional);
      const input = { key, iv: hex(nonce), additional: hex(additional) };
      both('sm4-gcm', `GCM, iv of ${name}, ${length} bytes`, input, ciphertext, text);
      const wrong = bytes(ciphertext);
      wrong[length % wrong.length]! ^= 0x80;
      put({
        name: `GCM, iv of ${name}, ${length} bytes, one bit wrong`,
        operation: 'sm4-gcm-decrypt',
        input: { ...input, ciphertext: hex(wrong) },
        code: 'gm/decrypt-failed',
      });
    }
  }
  for (const [name, end] of Object.entries({ '0': '0000', '17': '0011', '2 behind a 1': '0102' })) {
    const ciphertext = openssl('sm4-cbc', IV, bytes('33'.repeat(14) + end), false);
    const input = { key, iv, ciphertext };
    put({ name: `CBC, padding of ${name}`, operation: 'sm4-cbc-decrypt', input, code: 'gm/decrypt-failed' });
  }
  const short = { key, iv: '', additional: '', ciphertext: '00'.repeat(16) };
  put({ name: 'GCM without iv', operation: 'sm4-gcm-decrypt', input: short, code: 'gm/invalid-length' });
  const cut = { key, iv, additional: '', ciphertext: '00'.repeat(15) };
  put({ name: 'GCM without a whole tag', operation: 'sm4-gcm-decrypt', input: cut, code: 'gm/invalid-length' });
  return all;
}

function sample(length: number, seed: number): Uint8Array<ArrayBuffer> {
  return Uint8Array.from({ length }, (_, i) => (i * 37 + seed * 101 + length) & 0xff);
}

function carry(): Uint8Array<ArrayBuffer> {
  return new Uint8Array(16).fill(0xff, 8);
}
