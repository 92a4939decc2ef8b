/**
 * The content key out of a recipient's encrypted key, with the whole private key. RSA-OAEP and ECDH are WebCrypto's, in
 * Node and in browsers: they take the same time whatever the key, and whatever is wrong with the padding (Manger's
 * attack, RFC 8017 §7.1.2). SM2 is @qianyin/gm.
 */
import { Secret, sm2Decrypt } from '@qianyin/gm';
import type { NistCurveName } from '../algorithms/nist-curve.ts';
import { NIST_CURVES } from '../algorithms/nist-curve.ts';
import { PkiError } from '../errors.ts';
import { writePkcs8 } from '../keys/pkcs8.ts';
import type { PrivateKey, PrivateKeyKind } from '../keys/private-key.ts';
import { decryptFailed } from './content-cipher.ts';
import type { EcdhRecipient } from './ecdh-recipient.ts';
import { unwrapAgreedKey } from './key-agreement.ts';
import type { OpenableRecipient } from './recipient.ts';

/**
 * `key` is a private key of the recipient's kind; of SM2 its number alone will do. Throws `pki/decrypt-failed`;
 * `pki/key-mismatch` for a key of another kind.
 */
export async function unwrapContentKey(recipient: OpenableRecipient, key: PrivateKey | Secret): Promise<Secret> {
  switch (recipient.kind) {
    case 'sm2':
      return openSm2(
        recipient.encryptedKey,
        key instanceof Secret && key.length === 32 ? key : insist(key, 'sm2').secret,
      );
    case 'rsa-oaep':
      return openOaep(recipient, insist(key, 'rsa'));
    case 'ecdh':
      return agree(recipient, insist(key, recipient.curve));
  }
}

function insist(key: PrivateKey | Secret, kind: PrivateKeyKind): PrivateKey {
  if (!(key instanceof Secret) && key.kind === kind) return key;
  throw new PkiError('pki/key-mismatch', `a private key of ${kind} expected`, { field: 'key' });
}

function openSm2(ciphertext: Uint8Array, privateKey: Secret): Secret {
  try {
    return Secret.take(sm2Decrypt({ privateKey, ciphertext }));
  } catch {
    throw decryptFailed();
  }
}

type OaepRecipient = Extract<OpenableRecipient, { kind: 'rsa-oaep' }>;
const WEB_HASHES = { sha1: 'SHA-1', sha256: 'SHA-256', sha384: 'SHA-384', sha512: 'SHA-512' } as const;

async function openOaep({ hash, encryptedKey }: OaepRecipient, privateKey: PrivateKey): Promise<Secret> {
  const key = await importKey(privateKey, { name: 'RSA-OAEP', hash: WEB_HASHES[hash] }, 'decrypt');
  return attempt(() => crypto.subtle.decrypt({ name: 'RSA-OAEP' }, key, new Uint8Array(encryptedKey)));
}

const WEB_CURVES: Readonly<Record<NistCurveName, string>> = { p256: 'P-256', p384: 'P-384', p521: 'P-521' };

async function agree(recipient: EcdhRecipient, privateKey: PrivateKey): Promise<Secret> {
  const algorithm = { name: 'ECDH', namedCurve: WEB_CURVES[recipient.curve] };
  const key = await importKey(privateKey, algorithm, 'deriveBits');
  const point = await crypto.subtle.importKey('raw', new Uint8Array(recipient.originator), algorithm, false, []);
  // The X coordinate (SEC 1 §3.3.1).
  const bits = 8 * NIST_CURVES[recipient.curve].length;
  const shared = await attempt(() => crypto.subtle.deriveBits({ name: 'ECDH', public: point }, key, bits));
  try {
    return unwrapAgreedKey(recipient, shared);
  } finally {
    shared.wipe();
  }
}

type ImportedKey = Awaited<ReturnType<typeof crypto.subtle.importKey>>;

async function importKey(
  privateKey: PrivateKey,
  algorithm: { name: string; hash?: string; namedCurve?: string },
  use: 'decrypt' | 'deriveBits',
): Promise<ImportedKey> {
  const written = writePkcs8(privateKey);
  const pkcs8 = written.copy();
  written.wipe();
  try {
    return await crypto.subtle.importKey('pkcs8', pkcs8, algorithm, false, [use]);
  } finally {
    pkcs8.fill(0);
  }
}

async function attempt(decrypt: () => Promise<ArrayBuffer>): Promise<Secret> {
  try {
    return Secret.take(new Uint8Array(await decrypt()));
  } catch {
    throw decryptFailed();
  }
}
