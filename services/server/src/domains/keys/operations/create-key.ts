/** Two-party generation of a signing key: the phone's half came with its proof, the signer answers the public key. */
import type { SignerClient } from '@qianyin/signer/interface';
import type { Clock } from '../../../platform/clock.ts';
import { type Db, inTransaction } from '../../../platform/database.ts';
import { Refusal } from '../../../platform/errors.ts';
import type { WalletHolder } from '../../accounts/index.ts';
import { recordAudit } from '../../audit/index.ts';
import { askSigner } from '../signer-refusals.ts';
import { type KeyPurpose, insertKey, keyOf } from '../store.ts';

export interface KeyCreationDeps {
  db: Db;
  clock: Clock;
  signer: SignerClient;
  /** Throws unless this account's order is paid and not yet issued. */
  requireKeyOrder(db: Db, order: { accountId: string; orderId: string }): Promise<void>;
}

export async function createKey(
  deps: KeyCreationDeps,
  input: { holder: WalletHolder; orderId: string; keyId: string; p1: Uint8Array; proof: Uint8Array },
): Promise<{ publicKey: Uint8Array; proof: Uint8Array }> {
  const { holder, keyId } = input;
  await deps.requireKeyOrder(deps.db, { accountId: holder.accountId, orderId: input.orderId });
  const made = await askSigner(() =>
    deps.signer.beginKey({
      keyId,
      context: { account: holder.accountId, device: holder.jkt },
      p1: input.p1,
      proof: input.proof,
    }),
  );
  await storeKey(deps, { ...input, purpose: 'signing', publicKey: made.publicKey });
  return made;
}

/** Stores who holds the key; repeating it for the same holder changes nothing. */
export async function storeKey(
  { db, clock }: Pick<KeyCreationDeps, 'db' | 'clock'>,
  key: { holder: WalletHolder; orderId: string; keyId: string; purpose: KeyPurpose; publicKey: Uint8Array },
): Promise<void> {
  const { holder, keyId, orderId, purpose } = key;
  await inTransaction(db, async (tx) => {
    const now = clock.now();
    const publicKey = Buffer.from(key.publicKey);
    const isNew = await insertKey(
      tx,
      { id: keyId, accountId: holder.accountId, jkt: holder.jkt, orderId, purpose, publicKey },
      now,
    );
    if (!isNew) {
      const existing = await keyOf(tx, { accountId: holder.accountId, keyId });
      const same = existing?.orderId === orderId && existing.jkt === holder.jkt && existing.publicKey.equals(publicKey);
      if (!same) throw new Refusal('keys/exists');
      return;
    }
    await recordAudit(tx, {
      at: now,
      actor: { kind: 'account', id: holder.accountId },
      action: purpose === 'signing' ? 'create-key' : 'create-encryption-key',
      subject: { kind: 'key', id: keyId },
      details: { orderId },
    });
  });
}
