/** The encryption key of dual certificates: made and archived by the signer's key management, its share wrapped to the phone. */
import { found } from '../../../platform/errors.ts';
import type { WalletHolder } from '../../accounts/index.ts';
import { askSigner } from '../signer-refusals.ts';
import { keysOfOrder } from '../store.ts';
import { type KeyCreationDeps, formerKey, storeKey } from './create-key.ts';

export async function createEncryptionKey(
  deps: KeyCreationDeps,
  input: { holder: WalletHolder; orderId: string; keyId: string; recipient: Uint8Array },
): Promise<{ publicKey: Uint8Array; wrappedShare: Uint8Array }> {
  const { holder, keyId, orderId } = input;
  await deps.requireKeyOrder(deps.db, { accountId: holder.accountId, orderId });
  const former = await formerKey(deps.db, { ...input, purpose: 'encryption' });
  // Both keys lie under one PIN: tied together, a thief has five tries in all and not five at each.
  const signing = found(
    (await keysOfOrder(deps.db, orderId)).find((key) => key.purpose === 'signing'),
    'keys/not-found',
  );
  const made = await askSigner(() =>
    deps.signer.createEncryptionKey({
      keyId,
      context: { account: holder.accountId, device: holder.jkt },
      recipient: input.recipient,
      signingKeyId: signing.id,
    }),
  );
  await storeKey(deps, { ...input, purpose: 'encryption', publicKey: made.publicKey, former });
  return made;
}
