/**
 * Alipay's RSA2: SHA-256 with RSA, PKCS #1 v1.5, base64, over `name=value` pairs sorted by name and joined with `&`.
 * Source: opendocs.alipay.com/common/02kf5q (requests), /common/02mse7 (notices and answers).
 * Left out: RSA (SHA-1), certificates instead of plain keys, AES content encryption.
 */
import { createPrivateKey, createPublicKey, createSign, createVerify, type KeyObject } from 'node:crypto';

export type Parameters = Record<string, string>;

/** Whether the app signed these request parameters: all but `sign`, `sign_type` included. */
export function verifyRequest(parameters: Parameters, key: KeyObject): boolean {
  const { sign, ...signed } = parameters;
  if (sign === undefined) return false;
  return createVerify('RSA-SHA256').update(pairs(signed), 'utf8').verify(key, sign, 'base64');
}

/** Signs a notice: all but `sign` and `sign_type`. */
export function signNotice(parameters: Parameters, key: KeyObject): string {
  const { sign: _sign, sign_type: _type, ...signed } = parameters;
  return signText(pairs(signed), key);
}

/** Signs the exact text of an answer's response node. */
export function signText(text: string, key: KeyObject): string {
  return createSign('RSA-SHA256').update(text, 'utf8').sign(key, 'base64');
}

/** A public key from a PEM or the bare base64 that Alipay's console shows. */
export function publicKey(text: string): KeyObject {
  if (text.includes('-----BEGIN')) return createPublicKey(text);
  return createPublicKey({ key: Buffer.from(text, 'base64'), format: 'der', type: 'spki' });
}

/** A private key from a PEM or bare base64 (PKCS #8). */
export function privateKey(text: string): KeyObject {
  if (text.includes('-----BEGIN')) return createPrivateKey(text);
  return createPrivateKey({ key: Buffer.from(text, 'base64'), format: 'der', type: 'pkcs8' });
}

/** Empty values do not take part. */
function pairs(parameters: Parameters): string {
  return Object.entries(parameters)
    .filter(([, value]) => value !== '')
    .toSorted(([a], [b]) => (a < b ? -1 : 1))
    .map(([name, value]) => `${name}=${value}`)
    .join('&');
}
