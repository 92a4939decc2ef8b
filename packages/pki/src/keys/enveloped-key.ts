/**
 * SM2EnvelopedKey (GM/T 0009-2012 clause 7.4, GB/T 35276): how an authority hands out the encryption key that a key
 * management centre made: an SM4 key under the subscriber's signing key, the private key under SM4-ECB, and the public
 * key to compare. The standard says nothing of padding: none is written. Read besides: PKCS #7 padding, and the 64
 * bytes of devices (GM/T 0016) whose first half is zero.
 */
import type { RandomBytes, Secret } from '@qianyin/gm';
import {
  ciphertextFromDer,
  ciphertextToDer,
  GmError,
  sm2Decrypt,
  sm2Encrypt,
  sm4EcbDecrypt,
  sm4EcbEncrypt,
} from '@qianyin/gm';
import { isNull, readAlgorithmParts } from '../algorithms/identifier.ts';
import type { Der } from '../der/read.ts';
import { readDer } from '../der/read.ts';
import { TAG } from '../der/tags.ts';
import { readBitOctets } from '../der/values.ts';
import { bitOctets, nullValue, oid, sequence } from '../der/write.ts';
import { PkiError } from '../errors.ts';
import { drawn } from '../random.ts';
import { KEY_OID } from './oids.ts';
import type { PrivateKey } from './private-key.ts';
import { checkPublicKey, ecPrivateKey } from './private-key.ts';
import { unsupported } from './pbkdf2.ts';
import { useOnce } from './wipe.ts';

/** `recipient`: the subscriber's signing key, 04‖X‖Y. Throws `pki/unsupported-key` unless `key` is an SM2 key. */
export function buildEnvelopedKey(input: { key: PrivateKey; recipient: Uint8Array; random: RandomBytes }): Uint8Array {
  const { key, recipient: publicKey, random } = input;
  if (key.kind !== 'sm2') throw new PkiError('pki/unsupported-key', 'an SM2 key expected', { field: 'key' });
  return useOnce(new Uint8Array(drawn(random, 16)), (sessionKey) =>
    sequence(
      sequence(oid(KEY_OID.sm4Ecb), nullValue()),
      ciphertextToDer(sm2Encrypt({ publicKey, plaintext: sessionKey, random })),
      bitOctets(key.publicKey.publicKey),
      bitOctets(key.secret.use((d) => sm4EcbEncrypt(sessionKey, d))),
    ),
  );
}

/**
 * Opens with the private key of the signing certificate. Throws `pki/decrypt-failed` when the key is not the
 * recipient's, `pki/key-mismatch` when private and public key inside do not belong together.
 */
export function openEnvelopedKey({ der, privateKey }: { der: Uint8Array; privateKey: Secret }): PrivateKey {
  return readEnvelopedKey(readDer(der, { limits: { maxBytes: 4096, maxDepth: 6 } }), privateKey);
}

function readEnvelopedKey(value: Der, privateKey: Secret): PrivateKey {
  const fields = value.open(TAG.sequence, 'envelopedKey');
  checkCipher(fields.any('symAlgID'));
  const sessionAt = fields.any('symEncryptedKey');
  const publicAt = fields.any('sm2PublicKey');
  const encryptedAt = fields.any('sm2EncryptedPrivateKey');
  fields.done();
  const publicKey = readBitOctets(publicAt, 'sm2PublicKey');
  const encrypted = readBitOctets(encryptedAt, 'sm2EncryptedPrivateKey');
  if (![32, 48, 64].includes(encrypted.length)) encryptedAt.fail('sm2EncryptedPrivateKey', '32 bytes expected');
  const key = useOnce(openSessionKey(sessionAt, privateKey), (sessionKey) => {
    if (sessionKey.length !== 16) return sessionAt.fail('symEncryptedKey', 'a key of 16 bytes expected');
    return useOnce(sm4EcbDecrypt(sessionKey, encrypted), (plain) =>
      ecPrivateKey('sm2', withoutPadding(plain, encryptedAt), encryptedAt.offset),
    );
  });
  checkPublicKey(key, publicKey, publicAt.offset);
  return key;
}

/** SM4-ECB with or without NULL, or the block cipher alone. */
function checkCipher(value: Der): void {
  const { oid: type, parameters } = readAlgorithmParts(value, 'symAlgID');
  if (type !== KEY_OID.sm4Ecb && type !== KEY_OID.sm4) unsupported(type, value, 'symAlgID');
  if (parameters && !isNull(parameters)) value.fail('symAlgID', 'unexpected parameters');
}

function openSessionKey(value: Der, privateKey: Secret): Uint8Array {
  const where = { offset: value.offset, field: 'symEncryptedKey' };
  try {
    return sm2Decrypt({ privateKey, ciphertext: ciphertextFromDer(value.bytes) });
  } catch (cause) {
    if (!(cause instanceof GmError)) throw cause;
    const malformed = cause.code === 'gm/invalid-der' || cause.code === 'gm/invalid-point';
    throw new PkiError(malformed ? 'pki/bad-structure' : 'pki/decrypt-failed', 'does not open', { ...where, cause });
  }
}

/** The scalar, copied: 32 bytes; 48 that end in 16 padding bytes; 64 that begin with 32 zero bytes. */
function withoutPadding(plain: Uint8Array, value: Der): Uint8Array {
  if (plain.length === 32) return new Uint8Array(plain);
  const rest = plain.length === 48 ? plain.subarray(32) : plain.subarray(0, 32);
  if (rest.some((byte) => byte !== (plain.length === 48 ? 16 : 0))) {
    value.fail('sm2EncryptedPrivateKey', 'neither padded nor right-aligned');
  }
  return plain.length === 48 ? plain.slice(0, 32) : plain.slice(32);
}
