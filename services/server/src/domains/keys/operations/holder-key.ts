/** The key somebody wants to use: of this account, not ended, and held by the device that made this request. */
import type { Db } from '../../../platform/database.ts';
import { Refusal, found } from '../../../platform/errors.ts';
import type { WalletHolder } from '../../accounts/index.ts';
import { type KeyPurpose, type KeyRow, keyOf } from '../store.ts';

export async function holderKey(
  db: Db,
  { holder, keyId, purpose }: { holder: WalletHolder; keyId: string; purpose: KeyPurpose },
): Promise<KeyRow> {
  const key = found(await keyOf(db, { accountId: holder.accountId, keyId }), 'keys/not-found');
  if (key.endedAt !== null || key.purpose !== purpose) throw new Refusal('keys/not-found');
  // A second phone of the same account has no share of this key and must not be able to spend its tries.
  if (key.jkt !== holder.jkt) throw new Refusal('keys/device-mismatch');
  return key;
}
