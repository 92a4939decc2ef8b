/**
 * Blind decryption with the encryption key (specs/two-party-sm2/v1.md): the service learns neither ciphertext nor key.
 * A wrong PIN shows as a proof that fails; it is counted like any other.
 */
import { GmError, phoneFinishDecryption, phoneStartDecryption, type Secret } from '@qianyin/gm';
import { answerBytes } from './answer.ts';
import { type Bytes, newId, toBase64url } from './bytes.ts';
import { WalletError } from './errors.ts';
import { findKey, openShare } from './key-store.ts';
import type { Phone } from './phone.ts';
import { type KeyRefusal, keyRefusal } from './refusal.ts';

export interface Decrypted {
  outcome: 'opened';
  plaintext: Bytes;
}

/** `ciphertext` is C1‖C3‖C2 under the encryption certificate. Throws wallet/decryption-failed. */
export async function decrypt(
  phone: Phone,
  input: { keyId: string; ciphertext: Uint8Array; pin: string },
): Promise<Decrypted | KeyRefusal> {
  const key = await findKey(phone, input.keyId);
  const d1 = await openShare(phone, key, input.pin);
  try {
    return { outcome: 'opened', plaintext: await openBlinded(phone, { ...input, d1 }) };
  } catch (error) {
    const refusal = keyRefusal(error);
    if (refusal !== undefined) return refusal;
    if (error instanceof GmError) throw new WalletError('wallet/decryption-failed', { cause: error });
    throw error;
  } finally {
    d1.wipe();
  }
}

async function openBlinded(phone: Phone, input: { keyId: string; ciphertext: Uint8Array; d1: Secret }): Promise<Bytes> {
  const { keyId, ciphertext, d1 } = input;
  const requestId = newId(phone.random);
  const { rho, blinded, t1, proof } = phoneStartDecryption({
    d1,
    ciphertext,
    context: { keyId, requestId },
    random: phone.random,
  });
  try {
    const answer = await phone.api.keys.openBlinded({
      keyId,
      requestId,
      blinded: toBase64url(blinded),
      t1: toBase64url(t1),
      proof: toBase64url(proof),
    });
    return phoneFinishDecryption({ rho, t2: answerBytes(answer.t2, 't2', 65), ciphertext });
  } finally {
    rho.wipe();
  }
}
