/**
 * Content encryption: SM4-CBC (GB/T 35275; GM/T 0006), AES-CBC (RFC 3565), AES-GCM (RFC 5084), and SM4-GCM in the form
 * of AES-GCM. CBC hides and does not
 * protect: somebody who may ask again and again whether a changed message opens learns its content. GCM goes into
 * authEnvelopedData alone. Left out: truncated tags (icvLen below 16), DES.
 */
import { cbc, gcm } from '@noble/ciphers/aes.js';
import { sm4CbcDecrypt, sm4CbcEncrypt, sm4GcmDecrypt, sm4GcmEncrypt } from '@qianyin/gm';
import { concat } from '../bytes.ts';
import { OID } from '../der/oids.ts';
import type { Der } from '../der/read.ts';
import { TAG } from '../der/tags.ts';
import { readOid, readSmallInteger } from '../der/values.ts';
import { integer, octetString, oid, sequence } from '../der/write.ts';
import { PkiError } from '../errors.ts';
import { padBlocks, unpadBlocks } from './block-padding.ts';

export type ContentCipherName = 'sm4-cbc' | 'sm4-gcm' | 'aes-128-cbc' | 'aes-256-cbc' | 'aes-128-gcm' | 'aes-256-gcm';

interface ContentCipher {
  oid: string;
  /** In bytes, like `ivLength`. */
  keyLength: number;
  ivLength: number;
  authenticated: boolean;
  /** GCM answers ciphertext ‖ tag (16 bytes) and takes the same. */
  encrypt: (key: Uint8Array, iv: Uint8Array, plain: Uint8Array, associated: Uint8Array) => Uint8Array;
  decrypt: (key: Uint8Array, iv: Uint8Array, ciphertext: Uint8Array, associated: Uint8Array) => Uint8Array;
}

export const TAG_LENGTH = 16;

const aesCbc = (type: string, keyLength: number): ContentCipher => ({
  oid: type,
  keyLength,
  ivLength: 16,
  authenticated: false,
  encrypt: (key, iv, plain) => cbc(key, iv, { disablePadding: true }).encrypt(padBlocks(plain)),
  decrypt: (key, iv, ciphertext) => unpadBlocks(cbc(key, iv, { disablePadding: true }).decrypt(ciphertext)),
});

const aesGcm = (type: string, keyLength: number): ContentCipher => ({
  oid: type,
  keyLength,
  ivLength: 12,
  authenticated: true,
  encrypt: (key, iv, plain, associated) => gcm(key, iv, associated).encrypt(plain),
  decrypt: (key, iv, ciphertext, associated) => gcm(key, iv, associated).decrypt(ciphertext),
});

export const CONTENT_CIPHERS: Readonly<Record<ContentCipherName, ContentCipher>> = {
  'sm4-cbc': {
    oid: OID.sm4Cbc,
    keyLength: 16,
    ivLength: 16,
    authenticated: false,
    encrypt: sm4CbcEncrypt,
    decrypt: sm4CbcDecrypt,
  },
  'sm4-gcm': {
    oid: OID.sm4Gcm,
    keyLength: 16,
    ivLength: 12,
    authenticated: true,
    encrypt: (key, iv, plain, additional) => sm4GcmEncrypt(key, iv, plain, { additional }),
    decrypt: (key, iv, ciphertext, additional) => sm4GcmDecrypt(key, iv, ciphertext, { additional }),
  },
  'aes-128-cbc': aesCbc(OID.aes128Cbc, 16),
  'aes-256-cbc': aesCbc(OID.aes256Cbc, 32),
  'aes-128-gcm': aesGcm(OID.aes128Gcm, 16),
  'aes-256-gcm': aesGcm(OID.aes256Gcm, 32),
};

export interface ReadContentCipher {
  oid: string;
  /** undefined: an algorithm, or parameters, that are not opened here. */
  name: ContentCipherName | undefined;
  iv: Uint8Array;
}

const NAMES = Object.keys(CONTENT_CIPHERS) as ContentCipherName[];

export function readContentCipher(value: Der): ReadContentCipher {
  const field = 'contentEncryptionAlgorithm';
  const fields = value.open(TAG.sequence, field);
  const type = readOid(fields.any(field), field);
  const parameters = fields.more ? fields.any(field) : undefined;
  fields.done();
  // CFCA names the block cipher and means CBC; with an initialisation vector beside it there is no other reading.
  const name = type === OID.sm4 ? 'sm4-cbc' : NAMES.find((each) => CONTENT_CIPHERS[each].oid === type);
  if (!name) return { oid: type, name: undefined, iv: new Uint8Array() };
  const { authenticated, ivLength } = CONTENT_CIPHERS[name];
  if (!parameters) return value.fail(field, 'an initialisation vector is missing');
  if (authenticated) return readGcmParameters(type, name, parameters);
  const iv = parameters.expect(TAG.octetString, field).content;
  if (iv.length !== ivLength) parameters.fail(field, `an initialisation vector of ${ivLength} bytes expected`);
  return { oid: type, name, iv };
}

/** GCMParameters (RFC 5084 §3.2). Without aes-ICVlen the tag has 12 bytes, which is not opened here. */
function readGcmParameters(type: string, name: ContentCipherName, parameters: Der): ReadContentCipher {
  const field = 'contentEncryptionAlgorithm';
  const fields = parameters.open(TAG.sequence, field);
  const iv = fields.next(TAG.octetString, field).content;
  const tagLength = fields.more ? readSmallInteger(fields.any(field), field) : 12;
  fields.done();
  const usual = iv.length === CONTENT_CIPHERS[name].ivLength && tagLength === TAG_LENGTH;
  return { oid: type, name: usual ? name : undefined, iv };
}

export function writeContentCipher(name: ContentCipherName, iv: Uint8Array): Uint8Array {
  const { oid: type, authenticated } = CONTENT_CIPHERS[name];
  const parameters = authenticated ? sequence(octetString(iv), integer(TAG_LENGTH)) : octetString(iv);
  return sequence(oid(type), parameters);
}

/** Whatever is wrong with key, padding or tag answers `pki/decrypt-failed`. */
export function decryptContent(
  cipher: ReadContentCipher,
  key: Uint8Array,
  ciphertext: Uint8Array,
  mac: Uint8Array,
  associated: Uint8Array,
): Uint8Array {
  if (!cipher.name)
    throw new PkiError('pki/unsupported-algorithm', cipher.oid, { field: 'contentEncryptionAlgorithm' });
  const { authenticated, decrypt } = CONTENT_CIPHERS[cipher.name];
  try {
    return decrypt(key, cipher.iv, authenticated ? concat(ciphertext, mac) : ciphertext, associated);
  } catch {
    throw decryptFailed();
  }
}

/** The one answer to every failure to decrypt, without a cause: nobody is to tell them apart. */
export const decryptFailed = (): PkiError =>
  new PkiError('pki/decrypt-failed', 'wrong key, or changed since it was enveloped');
