/**
 * Two-party generation of the signing key (specs/two-party-sm2/v1.md): the phone's side of `create-key`.
 * If the answer is lost with the app, the half-made key is given up and another is made: nothing was signed with it.
 */
import { GmError, phoneFinishKey, phoneStartKey } from '@qianyin/gm';
import { answerBytes } from './answer.ts';
import { newId, toBase64url } from './bytes.ts';
import { WalletError } from './errors.ts';
import { keepShare, newMask } from './key-store.ts';
import { accountOf, type Phone } from './phone.ts';
import { checkNewPin } from './pin.ts';
import type { KeyRecord } from './storage.ts';

/** Throws wallet/pin-weak, wallet/pin-format, wallet/key-proof-invalid and what create-key answers. */
export async function createSigningKey(phone: Phone, input: { orderId: string; pin: string }): Promise<KeyRecord> {
  checkNewPin(input.pin);
  const keyId = newId(phone.random);
  const context = { keyId, account: accountOf(phone).id, device: phone.device.thumbprint };
  // Before the service is asked: the shorter the time between its answer and our record, the rarer a lost key.
  const mask = await newMask(phone, input.pin);
  const { d1, p1, proof } = phoneStartKey({ context, random: phone.random });
  try {
    const answer = await phone.api.keys.createKey({
      orderId: input.orderId,
      keyId,
      p1: toBase64url(p1),
      proof: toBase64url(proof),
    });
    const publicKey = answerBytes(answer.publicKey, 'publicKey', 65);
    checkSignerProof({ d1, publicKey, proof: answerBytes(answer.proof, 'proof'), context });
    return await keepShare(phone, { d1, mask, keyId, orderId: input.orderId, purpose: 'signing', publicKey });
  } finally {
    d1.wipe();
    mask.kdf.wipe();
  }
}

function checkSignerProof(input: Parameters<typeof phoneFinishKey>[0]): void {
  try {
    phoneFinishKey(input);
  } catch (cause) {
    if (cause instanceof GmError) throw new WalletError('wallet/key-proof-invalid', { cause });
    throw cause;
  }
}
