/** The shares of this phone: written once under the PIN, found by order or certificate, opened for one use. */
import { maskShare, Secret, unmaskShare } from '@qianyin/gm';
import { WalletError } from './errors.ts';
import { checkPin } from './pin.ts';
import { SALT_LENGTH } from './pin-stretch.ts';
import { accountOf, type Phone } from './phone.ts';
import type { KeyRecord } from './storage.ts';

/** The PIN stretched under a fresh salt, ready to mask a share. */
export interface Mask {
  salt: Uint8Array;
  kdf: Secret;
}

export async function newMask(phone: Phone, pin: string): Promise<Mask> {
  const salt = phone.random(SALT_LENGTH);
  return { salt, kdf: Secret.take(await phone.stretchPin(pin, salt)) };
}

/** Masks the share and keeps it. `d1` and the mask are wiped whatever happens. */
export async function keepShare(
  phone: Phone,
  share: { d1: Secret; mask: Mask } & Pick<KeyRecord, 'keyId' | 'orderId' | 'purpose' | 'publicKey'>,
): Promise<KeyRecord> {
  const { d1, mask, ...ids } = share;
  try {
    const masked = maskShare({ d1, kdf: mask.kdf });
    const record: KeyRecord = { ...ids, accountId: accountOf(phone).id, masked, salt: mask.salt, counter: 0 };
    await phone.storage.commit([{ store: 'keys', key: record.keyId, value: record }]);
    return record;
  } finally {
    d1.wipe();
    mask.kdf.wipe();
  }
}

/** The share this PIN opens, right or wrong; only the signer can tell. The caller wipes it. */
export async function openShare(phone: Phone, key: KeyRecord, pin: string): Promise<Secret> {
  checkPin(pin);
  const kdf = Secret.take(await phone.stretchPin(pin, key.salt));
  try {
    return unmaskShare({ m: key.masked, kdf });
  } finally {
    kdf.wipe();
  }
}

/** A key of the logged-in account on this phone. Throws wallet/key-missing. */
export async function findKey(phone: Phone, keyId: string): Promise<KeyRecord> {
  const key = await phone.storage.get('keys', keyId);
  // A key of another account on the same phone is as good as absent: a recycled number opens nothing.
  if (key === undefined || key.accountId !== accountOf(phone).id) throw new WalletError('wallet/key-missing');
  return key;
}

/** The key of an order, if this phone made it. */
export async function findOrderKey(
  phone: Phone,
  orderId: string,
  purpose: KeyRecord['purpose'],
): Promise<KeyRecord | undefined> {
  const account = accountOf(phone).id;
  const keys = await phone.storage.list('keys');
  return keys.find((key) => key.orderId === orderId && key.purpose === purpose && key.accountId === account);
}
