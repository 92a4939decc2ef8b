/** From the shared secret of ECDH to the content key and back: X9.63 KDF (SEC 1 §3.6.1), AES key wrap (RFC 3394). */
import { aeskw } from '@noble/ciphers/aes.js';
import { sha1 } from '@noble/hashes/legacy.js';
import { sha256, sha384, sha512 } from '@noble/hashes/sha2.js';
import { Secret } from '@qianyin/gm';
import { concat } from '../bytes.ts';
import { decryptFailed } from './content-cipher.ts';
import type { EcdhRecipient } from './ecdh-recipient.ts';
import { KEY_WRAPS } from './ecdh-recipient.ts';
import type { OaepHash } from './oaep-parameters.ts';

const HASHES = { sha1, sha256, sha384, sha512 } as const;

/** K = H(Z ‖ 00000001 ‖ info) ‖ H(Z ‖ 00000002 ‖ info) ‖ …, cut to `length` bytes. */
function x963Kdf(hash: OaepHash, secret: Uint8Array, info: Uint8Array, length: number): Uint8Array {
  const blocks: Uint8Array[] = [];
  for (let produced = 0; produced < length; ) {
    const counter = new Uint8Array(4);
    new DataView(counter.buffer).setUint32(0, blocks.length + 1);
    const block = HASHES[hash](concat(secret, counter, info));
    blocks.push(block);
    produced += block.length;
  }
  return concat(...blocks).subarray(0, length);
}

type Agreement = Pick<EcdhRecipient, 'hash' | 'wrap' | 'sharedInfo'>;

function keyEncryptionKey({ hash, wrap, sharedInfo }: Agreement, sharedSecret: Secret): Uint8Array {
  return sharedSecret.use((z) => x963Kdf(hash, z, sharedInfo, KEY_WRAPS[wrap].keyLength));
}

/**
 * The content key, when the shared secret (the X coordinate of d·originator, as long as the curve's field) was computed
 * elsewhere. Throws `pki/decrypt-failed`.
 */
export function unwrapAgreedKey(recipient: EcdhRecipient, sharedSecret: Secret): Secret {
  const kek = keyEncryptionKey(recipient, sharedSecret);
  try {
    return Secret.take(aeskw(kek).decrypt(recipient.encryptedKey));
  } catch {
    throw decryptFailed();
  } finally {
    kek.fill(0);
  }
}

export function wrapAgreedKey(agreement: Agreement, sharedSecret: Secret, contentKey: Secret): Uint8Array {
  const kek = keyEncryptionKey(agreement, sharedSecret);
  try {
    return contentKey.use((key) => aeskw(kek).encrypt(key));
  } finally {
    kek.fill(0);
  }
}
