/** The state of a key. The signer's counter stays there: a copied phone could use it to catch up unseen. */
import type { SignerClient } from '@qianyin/signer/interface';
import type { Db } from '../../../platform/database.ts';
import { found } from '../../../platform/errors.ts';
import type { WalletHolder } from '../../accounts/index.ts';
import { askSigner } from '../signer-refusals.ts';
import { keyOf } from '../store.ts';

export async function showKey(
  { db, signer }: { db: Db; signer: SignerClient },
  { holder, keyId }: { holder: WalletHolder; keyId: string },
): Promise<{ keyId: string; state: 'active' | 'locked' | 'ended'; triesLeft: number }> {
  const key = found(await keyOf(db, { accountId: holder.accountId, keyId }), 'keys/not-found');
  const { state, triesLeft } = await askSigner(() => signer.showKey({ keyId: key.id }));
  return { keyId, state, triesLeft };
}
