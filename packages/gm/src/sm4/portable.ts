/**
 * SM4 in ECB, CBC and CTR (GB/T 17964) in plain TypeScript, for browsers. Same functions, results and errors as native.ts.
 */

import type { Bytes } from '../bytes.ts';
import { checkBytes } from '../bytes.ts';
import { GmError } from '../errors.ts';
import { SM4_BLOCK, sm4Block, sm4RoundKeys } from './block.ts';
import { checkBlocks, pad, unpad } from './padding.ts';

/** Whole blocks only, no padding: for key wrapping, never for messages. Throws gm/invalid-length. */
export function sm4EcbEncrypt(key: Uint8Array, data: Uint8Array): Bytes {
  return ecb(key, data, 'encrypt');
}

/** The inverse of `sm4EcbEncrypt`. */
export function sm4EcbDecrypt(key: Uint8Array, data: Uint8Array): Bytes {
  return ecb(key, data, 'decrypt');
}

/** CBC with PKCS #7 padding. It hides, it does not protect: an outer MAC or signature must. */
export function sm4CbcEncrypt(key: Uint8Array, iv: Uint8Array, plain: Uint8Array): Bytes {
  checkBytes(iv, 'iv', SM4_BLOCK);
  checkBytes(plain, 'plain');
  const out = pad(plain);
  return withKeys(key, 'encrypt', (keys) => {
    let previous = iv;
    for (let offset = 0; offset < out.length; offset += SM4_BLOCK) {
      for (let i = 0; i < SM4_BLOCK; i++) out[offset + i]! ^= previous[i]!;
      sm4Block(keys, out, offset, out, offset);
      previous = out.subarray(offset, offset + SM4_BLOCK);
    }
    return out;
  });
}

/** The inverse of `sm4CbcEncrypt`. Wrong padding throws gm/decrypt-failed; do not tell a remote caller which. */
export function sm4CbcDecrypt(key: Uint8Array, iv: Uint8Array, ciphertext: Uint8Array): Bytes {
  checkBytes(iv, 'iv', SM4_BLOCK);
  checkBlocks(ciphertext, 'ciphertext');
  if (ciphertext.length === 0) throw new GmError('gm/invalid-length', 'ciphertext');
  return withKeys(key, 'decrypt', (keys) => {
    const out = new Uint8Array(ciphertext.length);
    for (let offset = 0; offset < out.length; offset += SM4_BLOCK) {
      sm4Block(keys, ciphertext, offset, out, offset);
      const previous = offset === 0 ? iv : ciphertext.subarray(offset - SM4_BLOCK, offset);
      for (let i = 0; i < SM4_BLOCK; i++) out[offset + i]! ^= previous[i]!;
    }
    return unpad(out);
  });
}

/** CTR: `iv` is the first counter block, counted up as a 128-bit number. Encryption and decryption are the same. */
export function sm4CtrEncrypt(key: Uint8Array, iv: Uint8Array, data: Uint8Array): Bytes {
  checkBytes(iv, 'iv', SM4_BLOCK);
  checkBytes(data, 'data');
  return withKeys(key, 'encrypt', (keys) => {
    const out = new Uint8Array(data);
    const counter = new Uint8Array(iv);
    const stream = new Uint8Array(SM4_BLOCK);
    for (let offset = 0; offset < out.length; offset += SM4_BLOCK) {
      sm4Block(keys, counter, 0, stream, 0);
      const end = Math.min(SM4_BLOCK, out.length - offset);
      for (let i = 0; i < end; i++) out[offset + i]! ^= stream[i]!;
      for (let i = SM4_BLOCK - 1; i >= 0; i--) {
        counter[i]! += 1;
        if (counter[i] !== 0) break;
      }
    }
    stream.fill(0);
    return out;
  });
}

function ecb(key: Uint8Array, data: Uint8Array, direction: 'encrypt' | 'decrypt'): Bytes {
  checkBlocks(data, 'data');
  return withKeys(key, direction, (keys) => {
    const out = new Uint8Array(data.length);
    for (let offset = 0; offset < out.length; offset += SM4_BLOCK) sm4Block(keys, data, offset, out, offset);
    return out;
  });
}

function withKeys(key: Uint8Array, direction: 'encrypt' | 'decrypt', work: (keys: Int32Array) => Bytes): Bytes {
  const keys = sm4RoundKeys(key, direction);
  try {
    return work(keys);
  } finally {
    keys.fill(0);
  }
}
