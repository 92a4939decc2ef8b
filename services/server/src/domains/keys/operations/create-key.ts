/**
 * Two-party generation of a signing key: the phone's half came with its proof, the signer answers the public key. A phone
 * that lost the answer has lost its half with it and makes another key: the order's former key ends.
 */
import type { SignerClient } from '@qianyin/signer/interface';
import type { Clock } from '../../../platform/clock.ts';
import { type Db, inTransaction } from '../../../platform/database.ts';
import { Refusal } from '../../../platform/errors.ts';
import type { WalletHolder } from '../../accounts/index.ts';
import { recordAudit } from '../../audit/index.ts';
import { askSigner } from '../signer-refusals.ts';
import { type KeyPurpose, type KeyRow, insertKey, keyOf, keysOfOrder, markEnded } from '../store.ts';

export interface KeyCreationDeps {
  db: Db;
  clock: Clock;
  signer: SignerClient;
  /** Throws unless this account's order is paid and its certificates have not begun to be issued. */
  requireKeyOrder(db: Db, order: { accountId: string; orderId: string }): Promise<void>;
}

export async function createKey(
  deps: KeyCreationDeps,
  input: { holder: WalletHolder; orderId: string; keyId: string; p1: Uint8Array; proof: Uint8Array },
): Promise<{ publicKey: Uint8Array; proof: Uint8Array }> {
  const { holder, keyId } = input;
  await deps.requireKeyOrder(deps.db, { accountId: holder.accountId, orderId: input.orderId });
  const former = await formerKey(deps.db, { ...input, purpose: 'signing' });
  const made = await askSigner(() =>
    deps.signer.beginKey({
      keyId,
      context: { account: holder.accountId, device: holder.jkt },
      p1: input.p1,
      proof: input.proof,
    }),
  );
  await storeKey(deps, { ...input, purpose: 'signing', publicKey: made.publicKey, former });
  return made;
}

/**
 * The key whose place a new one takes. Throws `keys/exists` when another phone holds it: a second phone of the account
 * must not push the first one out.
 */
export async function formerKey(
  db: Db,
  { holder, orderId, keyId, purpose }: { holder: WalletHolder; orderId: string; keyId: string; purpose: KeyPurpose },
): Promise<KeyRow | undefined> {
  const current = (await keysOfOrder(db, orderId)).find((key) => key.purpose === purpose);
  if (current !== undefined && current.jkt !== holder.jkt) throw new Refusal('keys/exists');
  return current?.id === keyId ? undefined : current;
}

/** Stores who holds the key, in the place of the former one; repeating it for the same holder changes nothing. */
export async function storeKey(
  { db, clock, signer }: Pick<KeyCreationDeps, 'db' | 'clock' | 'signer'>,
  key: {
    holder: WalletHolder;
    orderId: string;
    keyId: string;
    purpose: KeyPurpose;
    publicKey: Uint8Array;
    former: KeyRow | undefined;
  },
): Promise<void> {
  const { holder, keyId, orderId, purpose, former } = key;
  // The signer first: a crash in between leaves a key here that is found and ended again, never one that lives there alone.
  if (former) await askSigner(() => signer.endKey({ keyId: former.id }));
  await inTransaction(db, async (tx) => {
    const now = clock.now();
    if (former) await markEnded(tx, former.id, now);
    const publicKey = Buffer.from(key.publicKey);
    const isNew = await insertKey(
      tx,
      { id: keyId, accountId: holder.accountId, jkt: holder.jkt, orderId, purpose, publicKey },
      now,
    );
    if (!isNew) {
      const existing = await keyOf(tx, { accountId: holder.accountId, keyId });
      const same = existing?.orderId === orderId && existing.jkt === holder.jkt && existing.publicKey.equals(publicKey);
      if (!same || existing.endedAt !== null) throw new Refusal('keys/exists');
      return;
    }
    await recordAudit(tx, {
      at: now,
      actor: { kind: 'account', id: holder.accountId },
      action: purpose === 'signing' ? 'create-key' : 'create-encryption-key',
      subject: { kind: 'key', id: keyId },
      details: { orderId, former: former?.id ?? null },
    });
  });
}
