/**
 * The encryption key of dual certificates: made and archived by key management, the phone's share comes encrypted to a
 * key that lives for this one call. Call it only when the PIN was proved by a co-signature in the same run: a mistyped
 * PIN would mask this share under a PIN nobody knows.
 */
import { GmError, Secret, sm2Decrypt, sm2GenerateKeyPair } from '@qianyin/gm';
import { answerBytes } from './answer.ts';
import { newId, toBase64url } from './bytes.ts';
import { WalletError } from './errors.ts';
import { keepShare, newMask } from './key-store.ts';
import type { Phone } from './phone.ts';
import type { KeyRecord } from './storage.ts';

/** Throws wallet/share-invalid and what create-encryption-key answers. */
export async function createEncryptionKey(phone: Phone, input: { orderId: string; pin: string }): Promise<KeyRecord> {
  const keyId = newId(phone.random);
  const mask = await newMask(phone, input.pin);
  const { privateKey, publicKey: recipient } = sm2GenerateKeyPair(phone.random);
  try {
    const answer = await phone.api.keys.createEncryptionKey({
      orderId: input.orderId,
      keyId,
      recipient: toBase64url(recipient),
    });
    const publicKey = answerBytes(answer.publicKey, 'publicKey', 65);
    const d1 = unwrapShare(privateKey, answerBytes(answer.wrappedShare, 'wrappedShare'));
    return await keepShare(phone, { d1, mask, keyId, orderId: input.orderId, purpose: 'encryption', publicKey });
  } finally {
    privateKey.wipe();
    mask.kdf.wipe();
  }
}

function unwrapShare(privateKey: Secret, ciphertext: Uint8Array): Secret {
  try {
    const share = Secret.take(sm2Decrypt({ privateKey, ciphertext }));
    if (share.length !== 32) throw new WalletError('wallet/share-invalid');
    return share;
  } catch (cause) {
    if (cause instanceof GmError) throw new WalletError('wallet/share-invalid', { cause });
    throw cause;
  }
}
