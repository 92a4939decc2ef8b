/**
 * SM4 in ECB, CBC and CTR (GB/T 17964) by Node's OpenSSL. Chosen through the package's `#sm4` import on Node; browsers get portable.ts.
 * Left out: GCM and CCM, which Node 24 does not offer for SM4.
 */

import { createCipheriv, createDecipheriv } from 'node:crypto';
import type { Bytes } from '../bytes.ts';
import { checkBytes, concat } from '../bytes.ts';
import { GmError } from '../errors.ts';
import { checkBlocks, pad, unpad } from './padding.ts';

const BLOCK = 16;

/** Whole blocks only, no padding: for key wrapping, never for messages. Throws gm/invalid-length. */
export function sm4EcbEncrypt(key: Uint8Array, data: Uint8Array): Bytes {
  checkBlocks(data, 'data');
  return encrypt('sm4-ecb', key, null, data);
}

/** The inverse of `sm4EcbEncrypt`. */
export function sm4EcbDecrypt(key: Uint8Array, data: Uint8Array): Bytes {
  checkBlocks(data, 'data');
  return decrypt('sm4-ecb', key, null, data);
}

/** CBC with PKCS #7 padding. It hides, it does not protect: an outer MAC or signature must. */
export function sm4CbcEncrypt(key: Uint8Array, iv: Uint8Array, plain: Uint8Array): Bytes {
  checkBytes(iv, 'iv', BLOCK);
  checkBytes(plain, 'plain');
  return encrypt('sm4-cbc', key, iv, pad(plain));
}

/** The inverse of `sm4CbcEncrypt`. Wrong padding throws gm/decrypt-failed; do not tell a remote caller which. */
export function sm4CbcDecrypt(key: Uint8Array, iv: Uint8Array, ciphertext: Uint8Array): Bytes {
  checkBytes(iv, 'iv', BLOCK);
  checkBlocks(ciphertext, 'ciphertext');
  if (ciphertext.length === 0) throw new GmError('gm/invalid-length', 'ciphertext');
  return unpad(decrypt('sm4-cbc', key, iv, ciphertext));
}

/** CTR: `iv` is the first counter block, counted up as a 128-bit number. Encryption and decryption are the same. */
export function sm4CtrEncrypt(key: Uint8Array, iv: Uint8Array, data: Uint8Array): Bytes {
  checkBytes(iv, 'iv', BLOCK);
  checkBytes(data, 'data');
  return encrypt('sm4-ctr', key, iv, data);
}

function encrypt(name: string, key: Uint8Array, iv: Uint8Array | null, data: Uint8Array): Bytes {
  checkBytes(key, 'key', 16);
  const cipher = createCipheriv(name, key, iv).setAutoPadding(false);
  return concat(cipher.update(data), cipher.final());
}

function decrypt(name: string, key: Uint8Array, iv: Uint8Array | null, data: Uint8Array): Bytes {
  checkBytes(key, 'key', 16);
  const decipher = createDecipheriv(name, key, iv).setAutoPadding(false);
  return concat(decipher.update(data), decipher.final());
}
