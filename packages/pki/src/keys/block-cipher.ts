/** Ciphers of password-based encryption, all CBC with the padding of RFC 8018 §6.1.1. Triple DES is read, never written. */
import { cbc } from '@noble/ciphers/aes.js';
import { sm4CbcDecrypt, sm4CbcEncrypt } from '@qianyin/gm';
import { tripleDesCbcDecrypt } from '#keys';
import type { Der } from '../der/read.ts';
import { PkiError } from '../errors.ts';
import { KEY_OID } from './oids.ts';

export type BlockCipherName = 'aes-128-cbc' | 'aes-192-cbc' | 'aes-256-cbc' | 'sm4-cbc' | 'des-ede3-cbc';
export type WritableCipherName = 'aes-256-cbc' | 'sm4-cbc';

/** In bytes. */
export const CIPHERS: Readonly<Record<BlockCipherName, { oid: string; keyLength: number; ivLength: number }>> = {
  'aes-128-cbc': { oid: KEY_OID.aes128Cbc, keyLength: 16, ivLength: 16 },
  'aes-192-cbc': { oid: KEY_OID.aes192Cbc, keyLength: 24, ivLength: 16 },
  'aes-256-cbc': { oid: KEY_OID.aes256Cbc, keyLength: 32, ivLength: 16 },
  'sm4-cbc': { oid: KEY_OID.sm4Cbc, keyLength: 16, ivLength: 16 },
  'des-ede3-cbc': { oid: KEY_OID.tripleDesCbc, keyLength: 24, ivLength: 8 },
};

export const CIPHER_NAMES = Object.keys(CIPHERS) as readonly BlockCipherName[];

/** Octets and where they stand. */
export interface Ciphertext {
  octets: Uint8Array;
  offset: number;
}

export const ciphertextAt = ({ content, contentOffset }: Der): Ciphertext => ({
  octets: content,
  offset: contentOffset,
});

/** Throws `pki/wrong-password` for whatever does not open: the padding of a wrong key is wrong 255 times out of 256. */
export function decryptBlocks(
  name: BlockCipherName,
  key: Uint8Array,
  iv: Uint8Array,
  { octets: ciphertext, offset }: Ciphertext,
): Uint8Array {
  if (ciphertext.length === 0 || ciphertext.length % CIPHERS[name].ivLength !== 0) throw wrongPassword(offset);
  try {
    if (name === 'sm4-cbc') return sm4CbcDecrypt(key, iv, ciphertext);
    if (name !== 'des-ede3-cbc') return cbc(key, iv).decrypt(ciphertext);
  } catch {
    throw wrongPassword(offset);
  }
  const padded = tripleDesCbcDecrypt(key, iv, ciphertext);
  if (!padded)
    throw new PkiError('pki/unsupported-algorithm', 'triple DES is not available here', { offset, field: 'cipher' });
  return unpad8(padded, offset);
}

/** RFC 8018 §6.1.1 for blocks of 8. */
export function unpad8(padded: Uint8Array, offset: number): Uint8Array {
  const count = padded.at(-1) ?? 0;
  const tail = padded.subarray(-count);
  if (count < 1 || count > 8 || tail.some((byte) => byte !== count)) throw wrongPassword(offset);
  return padded.subarray(0, padded.length - count);
}

export function encryptBlocks(
  name: WritableCipherName,
  key: Uint8Array,
  iv: Uint8Array,
  plain: Uint8Array,
): Uint8Array {
  return name === 'sm4-cbc' ? sm4CbcEncrypt(key, iv, plain) : cbc(key, iv).encrypt(plain);
}

/** `offset`: where the ciphertext or MAC stands that did not hold. */
export const wrongPassword = (offset: number): PkiError =>
  new PkiError('pki/wrong-password', 'the password is wrong, or the file was changed', { offset, field: 'password' });
