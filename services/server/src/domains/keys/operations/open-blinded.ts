/** The signer's half of a blind decryption: it learns neither ciphertext nor key. A failed proof is a wrong PIN. */
import type { SignerClient } from '@qianyin/signer/interface';
import type { Clock } from '../../../platform/clock.ts';
import { type Db, inTransaction } from '../../../platform/database.ts';
import { Refusal } from '../../../platform/errors.ts';
import type { WalletHolder } from '../../accounts/index.ts';
import { recordAudit } from '../../audit/index.ts';
import { askSigner } from '../signer-refusals.ts';
import { holderKey } from './holder-key.ts';

export async function openBlinded(
  { db, clock, signer }: { db: Db; clock: Clock; signer: SignerClient },
  input: {
    holder: WalletHolder;
    keyId: string;
    requestId: string;
    blinded: Uint8Array;
    t1: Uint8Array;
    proof: Uint8Array;
  },
): Promise<{ t2: Uint8Array }> {
  const { holder, keyId, requestId, blinded, t1, proof } = input;
  await holderKey(db, { holder, keyId, purpose: 'encryption' });
  const note = (result: string): Promise<void> =>
    inTransaction(db, (tx) =>
      recordAudit(tx, {
        at: clock.now(),
        actor: { kind: 'account', id: holder.accountId },
        action: 'open-blinded',
        subject: { kind: 'key', id: keyId },
        details: { requestId, result },
      }),
    );
  try {
    const opened = await askSigner(() => signer.openBlinded({ keyId, requestId, blinded, t1, proof }));
    await note('opened');
    return opened;
  } catch (error) {
    if (error instanceof Refusal) await note(error.code);
    throw error;
  }
}
