/**
 * Writing PKCS #12 files (RFC 7292) as OpenSSL 3 and Windows read them: the certificates encrypted, the key in a shrouded
 * bag, both by PBES2 with AES-256 and HMAC-SHA-256, a MAC of HMAC-SHA-256 over all. With `sm4-cbc` all of it is SM4 and
 * SM3, which only programs with national cryptography read.
 */
import { sameBytes } from '../bytes.ts';
import { contextPrimitive } from '../der/tags.ts';
import { encode, explicit, integer, octetString, oid, sequence, setOf } from '../der/write.ts';
import { TAG } from '../der/tags.ts';
import { PkiError } from '../errors.ts';
import { encryptPkcs8 } from '../keys/encrypted-pkcs8.ts';
import type { PasswordEncryption } from '../keys/pbes2.ts';
import { checkIterations, sealPbes2 } from '../keys/pbes2.ts';
import type { PrivateKey } from '../keys/private-key.ts';
import type { Password } from '../keys/wipe.ts';
import { useOnce, withPassword } from '../keys/wipe.ts';
import type { Certificate } from '../x509/certificate.ts';
import { keyIdentifier } from '../x509/key-id.ts';
import { bmpPassword } from './kdf.ts';
import { writeMac } from './mac.ts';
import { PKCS12_OID } from './oids.ts';

export interface WritePkcs12Input extends PasswordEncryption {
  key: PrivateKey;
  /** The key's own, then those above it. */
  certificates: readonly [Certificate, ...Certificate[]];
  password: Password;
  /** Shown by programs that import the file. */
  friendlyName?: string;
}

/** 200,000 iterations for each of the three derivations unless told otherwise. Throws `pki/key-mismatch`, `pki/bad-value`. */
export function writePkcs12(input: WritePkcs12Input): Uint8Array {
  const { key, certificates, password, random, cipher, iterations = 200_000 } = input;
  const [own] = certificates;
  if (!sameBytes(own.publicKey, key.publicKey.publicKey)) {
    throw new PkiError('pki/key-mismatch', 'the first certificate is not the key’s', { field: 'certificates' });
  }
  checkIterations(iterations);
  const attributes = bagAttributes(keyIdentifier(own.publicKey), input.friendlyName);
  const certBags = certificates.map(({ der }, i) => certBag(der, i === 0 ? [attributes] : []));
  const shrouded = encryptPkcs8({ key, password, random, cipher, iterations });
  const keyBag = sequence(oid(PKCS12_OID.shroudedKeyBag), explicit(0, shrouded), attributes);
  return withPassword(password, (utf8) => {
    const sealed = sealPbes2(utf8, sequence(...certBags), { random, cipher, iterations });
    const content = sequence(encryptedData(sealed), data(sequence(keyBag)));
    const hash = cipher === 'sm4-cbc' ? 'sm3' : 'sha256';
    const mac = useOnce(bmpPassword(utf8), (bmp) => writeMac({ hash, password: bmp, content, iterations, random }));
    return sequence(integer(3), data(content), mac);
  });
}

const data = (content: Uint8Array): Uint8Array => sequence(oid(PKCS12_OID.data), explicit(0, octetString(content)));

function encryptedData({ algorithm, ciphertext }: { algorithm: Uint8Array; ciphertext: Uint8Array }): Uint8Array {
  const info = sequence(oid(PKCS12_OID.data), algorithm, encode(contextPrimitive(0), ciphertext));
  return sequence(oid(PKCS12_OID.encryptedData), explicit(0, sequence(integer(0), info)));
}

function certBag(der: Uint8Array, attributes: readonly Uint8Array[]): Uint8Array {
  const value = sequence(oid(PKCS12_OID.x509Certificate), explicit(0, octetString(der)));
  return sequence(oid(PKCS12_OID.certBag), explicit(0, value), ...attributes);
}

function bagAttributes(localKeyId: Uint8Array, friendlyName: string | undefined): Uint8Array {
  const attribute = (type: string, value: Uint8Array) => sequence(oid(type), setOf(value));
  return setOf(
    attribute(PKCS12_OID.localKeyId, octetString(localKeyId)),
    ...(friendlyName === undefined ? [] : [attribute(PKCS12_OID.friendlyName, bmpString(friendlyName))]),
  );
}

function bmpString(text: string): Uint8Array {
  if (text.length === 0 || text.length > 128) {
    throw new PkiError('pki/bad-value', '1 to 128 characters expected', { field: 'friendlyName' });
  }
  const content = bmpPassword(new TextEncoder().encode(text));
  return encode(TAG.bmpString, content.subarray(0, -2));
}
