/** SM4 in ECB, CBC and CTR (GM/T 0002-2012; GB/T 17964-2021) on whole messages. Streams are in streams.ts. */

import type { Bytes } from '../bytes.ts';
import { checkBytes } from '../bytes.ts';
import { GmError } from '../errors.ts';
import { SM4_BLOCK } from './block.ts';
import { engine } from './chosen-engine.ts';
import type { RoundKeys } from './engine.ts';
import { checkBlocks, pad, unpad } from './padding.ts';

/** Whole blocks only, no padding: for key wrapping, never for messages. Throws gm/invalid-type, gm/invalid-length. */
export function sm4EcbEncrypt(key: Uint8Array, data: Uint8Array): Bytes {
  return ecb(key, data, 'encrypt');
}

/** The inverse of `sm4EcbEncrypt`. */
export function sm4EcbDecrypt(key: Uint8Array, data: Uint8Array): Bytes {
  return ecb(key, data, 'decrypt');
}

/**
 * CBC with PKCS #7 padding; `iv` is 16 unpredictable bytes. It hides, it does not protect: an outer MAC or signature must.
 * Throws gm/invalid-type, gm/invalid-length.
 */
export function sm4CbcEncrypt(key: Uint8Array, iv: Uint8Array, plain: Uint8Array): Bytes {
  checkBytes(iv, 'iv', SM4_BLOCK);
  checkBytes(plain, 'plain');
  return withKeys(key, 'encrypt', (keys) => {
    const out = pad(plain);
    engine.cbcEncrypt(keys, new Uint8Array(iv), out);
    return out;
  });
}

/** The inverse of `sm4CbcEncrypt`. Wrong padding throws gm/decrypt-failed; do not tell a remote caller which. */
export function sm4CbcDecrypt(key: Uint8Array, iv: Uint8Array, ciphertext: Uint8Array): Bytes {
  checkBytes(iv, 'iv', SM4_BLOCK);
  checkBlocks(ciphertext, 'ciphertext');
  if (ciphertext.length === 0) throw new GmError('gm/invalid-length', 'ciphertext');
  return withKeys(key, 'decrypt', (keys) => {
    const padded = new Uint8Array(ciphertext);
    try {
      engine.cbcDecrypt(keys, new Uint8Array(iv), padded);
      return unpad(padded);
    } finally {
      padded.fill(0);
    }
  });
}

/**
 * CTR: `iv` is the first counter block, counted up as a 128-bit number; a pair of key and counter must never come twice.
 * Encryption and decryption are the same. Throws gm/invalid-type, gm/invalid-length.
 */
export function sm4CtrEncrypt(key: Uint8Array, iv: Uint8Array, data: Uint8Array): Bytes {
  checkBytes(iv, 'iv', SM4_BLOCK);
  checkBytes(data, 'data');
  return withKeys(key, 'encrypt', (keys) => {
    const out = new Uint8Array(data);
    engine.ctr(keys, new Uint8Array(iv), 0, out, false);
    return out;
  });
}

/** Lends the round keys to `work` and wipes them. */
function withKeys(key: Uint8Array, direction: 'encrypt' | 'decrypt', work: (keys: RoundKeys) => Bytes): Bytes {
  checkBytes(key, 'key', SM4_BLOCK);
  const keys = engine.roundKeys(key, direction);
  try {
    return work(keys);
  } finally {
    keys.fill(0);
  }
}

function ecb(key: Uint8Array, data: Uint8Array, direction: 'encrypt' | 'decrypt'): Bytes {
  checkBlocks(data, 'data');
  return withKeys(key, direction, (keys) => {
    const out = new Uint8Array(data);
    engine.ecb(keys, out);
    return out;
  });
}
