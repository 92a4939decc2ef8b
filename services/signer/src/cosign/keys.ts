/** Reading keys, the checks every use of one begins with, and opening its sealed halves. */
import type { Secret } from '@qianyin/gm';
import type { Kysely, Selectable } from 'kysely';
import type { Purpose, Tables, Trx } from '../database/tables.ts';
import { SignerError } from '../interface/index.ts';
import type { KeyStore } from '../keystore/port.ts';
import { lockPin } from './pins.ts';
import type { Pin } from './pins.ts';

export type Key = Selectable<Tables['keys']>;
/** A key that has not ended: its sealed halves are present. */
export type LiveKey = Key & { sealed_d2: Uint8Array; sealed_p1: Uint8Array };

/** The key, or signer/key-unknown. */
export async function readKey(db: Kysely<Tables> | Trx, keyId: string): Promise<Key> {
  const key = await db.selectFrom('keys').selectAll().where('key_id', '=', keyId).executeTakeFirst();
  if (!key) throw new SignerError('signer/key-unknown');
  return key;
}

/** The key and its PIN, locked until the transaction ends. */
export async function lockKey(trx: Trx, keyId: string): Promise<{ key: Key; pin: Pin }> {
  const { pin_id } = await readKey(trx, keyId);
  const pin = await lockPin(trx, pin_id);
  // Read again under the lock: counter and end may have moved while waiting for it.
  return { key: await readKey(trx, keyId), pin };
}

/** Throws signer/key-ended. */
export function requireLive(key: Key): LiveKey {
  const { sealed_d2, sealed_p1 } = key;
  if (!sealed_d2 || !sealed_p1) throw new SignerError('signer/key-ended');
  return { ...key, sealed_d2, sealed_p1 };
}

/**
 * A signing key must never open: T2 = d2·T1 for a point of the caller's choice is a Diffie–Hellman oracle on it.
 * An encryption key must never sign: its private key is in escrow.
 */
export function requirePurpose(key: Key, purpose: Purpose): void {
  if (key.purpose !== purpose) throw new SignerError('signer/key-purpose');
}

/** P1 is public to the protocol but secret at rest: beside a stolen phone it would test PINs offline. */
export async function openP1(keyStore: KeyStore, key: LiveKey): Promise<Uint8Array> {
  const sealed = await keyStore.open({ purpose: 'p1', id: key.key_id }, key.sealed_p1);
  const p1 = sealed.copy();
  sealed.wipe();
  return p1;
}

/** The signer's share. The caller wipes it. */
export function openD2(keyStore: KeyStore, key: LiveKey): Promise<Secret> {
  return keyStore.open({ purpose: 'd2', id: key.key_id }, key.sealed_d2);
}
