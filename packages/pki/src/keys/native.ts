/** Key derivation, public points and old ciphers by Node's OpenSSL. Chosen through `#keys`; browsers get portable.ts. */
import { createDecipheriv, createECDH, createHash, createHmac, pbkdf2Sync } from 'node:crypto';
import type { NistCurveName } from '../algorithms/nist-curve.ts';
import type { Pbkdf2Input, PrfName } from './inputs.ts';

const CURVES: Readonly<Record<NistCurveName, string>> = { p256: 'prime256v1', p384: 'secp384r1', p521: 'secp521r1' };

/** RFC 8018 §5.2. */
export function pbkdf2({ prf, password, salt, iterations, length }: Pbkdf2Input): Uint8Array {
  return new Uint8Array(pbkdf2Sync(password, salt, iterations, length, prf));
}

export function digest(name: PrfName, message: Uint8Array): Uint8Array {
  return new Uint8Array(createHash(name).update(message).digest());
}

export function hmac(name: PrfName, key: Uint8Array, message: Uint8Array): Uint8Array {
  return new Uint8Array(createHmac(name, key).update(message).digest());
}

/** d·G as 04‖X‖Y; undefined unless d is from 1 to n − 1. `scalar` is as long as the curve's coordinates. */
export function publicPoint(curve: NistCurveName, scalar: Uint8Array): Uint8Array | undefined {
  const ecdh = createECDH(CURVES[curve]);
  try {
    ecdh.setPrivateKey(scalar);
  } catch {
    return undefined;
  }
  return new Uint8Array(ecdh.getPublicKey());
}

/** Without removing the padding; undefined where the cipher is not there. */
export function tripleDesCbcDecrypt(key: Uint8Array, iv: Uint8Array, ciphertext: Uint8Array): Uint8Array | undefined {
  const decipher = createDecipheriv('des-ede3-cbc', key, iv).setAutoPadding(false);
  return new Uint8Array(Buffer.concat([decipher.update(ciphertext), decipher.final()]));
}
