/**
 * The encryption key that CFCA returns for a double certificate, encrypted to the temporary key of the request: an optional
 * prefix of 64 characters with a length of 16 digits behind it, then base64 with commas in it, of SEQUENCE { 1, OCTET
 * STRING }. The octets are an SM2 ciphertext C1‖C3‖C2 without the 04 in front; the plaintext is X‖Y‖d.
 */
import { GmError, sm2Decrypt } from '@qianyin/gm';
import type { Secret } from '@qianyin/gm';
import { concat, latin1 } from '../bytes.ts';
import { readDer } from '../der/read.ts';
import { TAG } from '../der/tags.ts';
import { readSmallInteger } from '../der/values.ts';
import { PkiError } from '../errors.ts';
import type { PrivateKey } from '../keys/private-key.ts';
import { checkPublicKey, ecPrivateKey } from '../keys/private-key.ts';
import { useOnce } from '../keys/wipe.ts';
import { binaryOf } from './text.ts';

const FIELD = 'returnedKey';
const PREFIX = `${'1'.padStart(16, '0').repeat(2)}${'0'.repeat(32)}`;
/** 64 + 32 + 96 bytes. */
const CIPHERTEXT_LENGTH = 192;

/**
 * Opens it with the temporary private key. Throws `pki/decrypt-failed` for another key, `pki/key-mismatch` when X‖Y is not
 * d's, `pki/bad-structure` for the rest.
 */
export function openReturnedKey({ data, privateKey }: { data: Uint8Array | string; privateKey: Secret }): PrivateKey {
  const der = binaryOf(withoutPrefix(data), 4096, FIELD);
  const fields = readDer(der, { limits: { maxBytes: 4096, maxDepth: 3 } }).open(TAG.sequence, FIELD);
  const versionAt = fields.any('version');
  if (readSmallInteger(versionAt, 'version') !== 1) versionAt.fail('version', 'not version 1');
  const valueAt = fields.next(TAG.octetString, FIELD);
  fields.done();
  if (valueAt.content.length !== CIPHERTEXT_LENGTH) valueAt.fail(FIELD, `${CIPHERTEXT_LENGTH} bytes expected`);
  const plain = decrypt(concat(Uint8Array.of(4), valueAt.content), privateKey, valueAt.offset);
  return useOnce(plain, () => {
    const key = ecPrivateKey('sm2', plain.slice(64), valueAt.offset);
    checkPublicKey(key, concat(Uint8Array.of(4), plain.subarray(0, 64)), valueAt.offset);
    return key;
  });
}

/** The text behind the prefix, whose length it says; what has no prefix as it is. */
function withoutPrefix(data: Uint8Array | string): Uint8Array | string {
  const text = typeof data === 'string' ? data : latin1(data.subarray(0, 8192));
  if (!text.startsWith(PREFIX)) return data;
  const [length, body] = [text.slice(64, 80), text.slice(80)];
  if (/^[0-9]{16}$/.test(length) && Number(length) === body.length) return body;
  throw new PkiError('pki/bad-structure', 'the length says otherwise', { offset: 64, field: FIELD });
}

function decrypt(ciphertext: Uint8Array, privateKey: Secret, offset: number): Uint8Array {
  try {
    return sm2Decrypt({ privateKey, ciphertext });
  } catch (cause) {
    if (!(cause instanceof GmError)) throw cause;
    const code = cause.code === 'gm/decrypt-failed' ? 'pki/decrypt-failed' : 'pki/bad-structure';
    throw new PkiError(code, 'does not open', { offset, field: FIELD, cause });
  }
}
