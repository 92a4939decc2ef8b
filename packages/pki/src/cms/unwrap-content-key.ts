/**
 * The content key out of a recipient's encrypted key, with the whole private key. RSA-OAEP is WebCrypto's: its decoding
 * takes the same time whatever is wrong (Manger's attack, RFC 8017 §7.1.2). ECDH is @noble/curves, SM2 @qianyin/gm.
 */
import { p256, p384, p521 } from '@noble/curves/nist.js';
import { Secret, sm2Decrypt } from '@qianyin/gm';
import type { NistCurveName } from '../algorithms/nist-curve.ts';
import { NIST_CURVES } from '../algorithms/nist-curve.ts';
import { PkiError } from '../errors.ts';
import { decryptFailed } from './content-cipher.ts';
import type { EcdhRecipient } from './ecdh-recipient.ts';
import { unwrapAgreedKey } from './key-agreement.ts';
import type { OpenableRecipient } from './recipient.ts';

/** `privateKey` as in decryptEnvelopedData. Throws `pki/decrypt-failed`; `pki/bad-value` for no key of that kind. */
export async function unwrapContentKey(recipient: OpenableRecipient, privateKey: Secret): Promise<Secret> {
  switch (recipient.kind) {
    case 'sm2':
      checkLength(privateKey, 32);
      return attempt(() => sm2Decrypt({ privateKey, ciphertext: recipient.encryptedKey }));
    case 'rsa-oaep':
      return openOaep(recipient, privateKey);
    case 'ecdh':
      return agree(recipient, privateKey);
  }
}

function checkLength(privateKey: Secret, length: number): void {
  if (privateKey.length !== length) throw new PkiError('pki/bad-value', `${length} bytes expected`, { field: 'key' });
}

function attempt(decrypt: () => Uint8Array): Secret {
  try {
    return Secret.take(decrypt());
  } catch {
    throw decryptFailed();
  }
}

type OaepRecipient = Extract<OpenableRecipient, { kind: 'rsa-oaep' }>;
const WEB_NAMES = { sha1: 'SHA-1', sha256: 'SHA-256', sha384: 'SHA-384', sha512: 'SHA-512' } as const;

async function openOaep({ hash, encryptedKey }: OaepRecipient, privateKey: Secret): Promise<Secret> {
  const pkcs8 = privateKey.copy();
  const key = await crypto.subtle
    .importKey('pkcs8', pkcs8, { name: 'RSA-OAEP', hash: WEB_NAMES[hash] }, false, ['decrypt'])
    .catch(() => {
      throw new PkiError('pki/bad-value', 'not an RSA private key in PKCS #8', { field: 'key' });
    })
    .finally(() => pkcs8.fill(0));
  try {
    const encrypted = new Uint8Array(encryptedKey);
    return Secret.take(new Uint8Array(await crypto.subtle.decrypt({ name: 'RSA-OAEP' }, key, encrypted)));
  } catch {
    throw decryptFailed();
  }
}

const CURVES = { p256, p384, p521 } as const satisfies Record<NistCurveName, unknown>;

function agree(recipient: EcdhRecipient, privateKey: Secret): Secret {
  checkLength(privateKey, NIST_CURVES[recipient.curve].length);
  // The X coordinate (SEC 1 §3.3.1), behind the octet that says how the point is written.
  const shared = attempt(() =>
    privateKey.use((d) => CURVES[recipient.curve].getSharedSecret(d, recipient.originator, true).slice(1)),
  );
  try {
    return unwrapAgreedKey(recipient, shared);
  } finally {
    shared.wipe();
  }
}
