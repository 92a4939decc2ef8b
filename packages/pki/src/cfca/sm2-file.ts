/**
 * CFCA's `.sm2` files, which its tool kit (SADK) calls PKCS12_SM2: an SM2 key under a password with its certificate.
 *
 * SEQUENCE { INTEGER 1, SEQUENCE { data (GM arc), SM4, OCTET STRING }, SEQUENCE { data, OCTET STRING Certificate } }
 *
 * The octets are SM4-CBC with padding over d; vector and key are the two halves of SM3-KDF(password). Read: the cipher as
 * SM4 or SM4-CBC, d with or without leading zeros. Written: SM4-CBC by its own name, d whole. One round of SM3 guards
 * the password: whoever has the file guesses fast, so prefer PKCS #12.
 */
import { GmError, sm3Kdf, sm4CbcDecrypt, sm4CbcEncrypt } from '@qianyin/gm';
import { sameBytes } from '../bytes.ts';
import { OID } from '../der/oids.ts';
import type { Der, Fields } from '../der/read.ts';
import { readDer } from '../der/read.ts';
import { TAG } from '../der/tags.ts';
import { readOid, readSmallInteger } from '../der/values.ts';
import { integer, octetString, oid, sequence } from '../der/write.ts';
import { PkiError } from '../errors.ts';
import { wrongPassword } from '../keys/block-cipher.ts';
import { KEY_OID } from '../keys/oids.ts';
import type { PrivateKey } from '../keys/private-key.ts';
import { ecPrivateKey } from '../keys/private-key.ts';
import type { Password } from '../keys/wipe.ts';
import { useOnce, withPassword } from '../keys/wipe.ts';
import type { Certificate } from '../x509/certificate.ts';
import { parseCertificate } from '../x509/certificate.ts';
import { binaryOf } from './text.ts';

export interface Sm2File {
  key: PrivateKey;
  certificate: Certificate;
}

const MAX_BYTES = 65_536;

/**
 * `file` is DER, or base64 with or without PEM lines. Throws `pki/wrong-password`, and `pki/key-mismatch` when the key is
 * not the certificate's; a wrong password ends there once in 256.
 */
export function readSm2File({ file, password }: { file: Uint8Array | string; password: Password }): Sm2File {
  const root = readDer(binaryOf(file, MAX_BYTES, 'sm2File'), { limits: { maxBytes: MAX_BYTES, maxDepth: 20 } });
  const fields = root.open(TAG.sequence, 'sm2File');
  const versionAt = fields.any('version');
  if (readSmallInteger(versionAt, 'version') !== 1) versionAt.fail('version', 'not version 1');
  const keyData = openData(fields, 'encryptedKey');
  const cipherAt = keyData.any('cipher');
  const cipher = readOid(cipherAt, 'cipher');
  const encryptedAt = keyData.next(TAG.octetString, 'encryptedKey');
  keyData.done();
  const certData = openData(fields, 'certificate');
  const certAt = certData.next(TAG.octetString, 'certificate');
  certData.done();
  fields.done();
  if (cipher !== KEY_OID.sm4 && cipher !== KEY_OID.sm4Cbc) {
    throw new PkiError('pki/unsupported-algorithm', cipher, { offset: cipherAt.offset, field: 'cipher' });
  }
  const certificate = parseCertificate(certAt.content);
  const key = ecPrivateKey('sm2', decrypt(encryptedAt, password), encryptedAt.offset);
  if (!sameBytes(key.publicKey.publicKey, certificate.publicKey)) {
    key.secret.wipe();
    const where = { offset: certAt.offset, field: 'certificate' };
    throw new PkiError('pki/key-mismatch', 'the key is not the certificate’s', where);
  }
  return { key, certificate };
}

function openData(fields: Fields, field: string): Fields {
  const data = fields.next(TAG.sequence, field).open(TAG.sequence, field);
  const typeAt = data.any('contentType');
  if (readOid(typeAt, 'contentType') !== OID.gmData) typeAt.fail('contentType', 'not data of the GM arc');
  return data;
}

function decrypt(value: Der, password: Password): Uint8Array {
  try {
    return withDerived(password, (iv, key) => sm4CbcDecrypt(key, iv, value.content));
  } catch (error) {
    if (error instanceof GmError) throw wrongPassword(value.contentOffset);
    throw error;
  }
}

function withDerived<T>(password: Password, use: (iv: Uint8Array, key: Uint8Array) => T): T {
  return withPassword(password, (octets) =>
    useOnce(sm3Kdf(octets, 32), (derived) => use(derived.subarray(0, 16), derived.subarray(16))),
  );
}

/** DER. Throws `pki/unsupported-key` unless the key is of SM2, `pki/key-mismatch` unless it is the certificate's. */
export function writeSm2File({ key, certificate, password }: Sm2File & { password: Password }): Uint8Array {
  if (key.kind !== 'sm2') throw new PkiError('pki/unsupported-key', 'an SM2 key expected', { field: 'key' });
  if (!sameBytes(key.publicKey.publicKey, certificate.publicKey)) {
    throw new PkiError('pki/key-mismatch', 'the key is not the certificate’s', { field: 'certificate' });
  }
  const encrypted = withDerived(password, (iv, sm4Key) => key.secret.use((d) => sm4CbcEncrypt(sm4Key, iv, d)));
  return sequence(
    integer(1),
    sequence(oid(OID.gmData), oid(KEY_OID.sm4Cbc), octetString(encrypted)),
    sequence(oid(OID.gmData), octetString(certificate.der)),
  );
}
