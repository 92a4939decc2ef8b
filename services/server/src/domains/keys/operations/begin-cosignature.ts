/** Opens a co-signing ceremony for messages that the calling domain prepared; the phone's hash is never taken. */
import type { SignerClient } from '@qianyin/signer/interface';
import type { Clock } from '../../../platform/clock.ts';
import { type Db, inTransaction } from '../../../platform/database.ts';
import type { WalletHolder } from '../../accounts/index.ts';
import { recordAudit } from '../../audit/index.ts';
import { askSigner } from '../signer-refusals.ts';
import { holderKey } from './holder-key.ts';

/** What a ceremony is for: the kebab name of the operation that began it and the thing it is about. */
export interface CosignaturePurpose {
  action: string;
  subject: { kind: string; id: string };
}

export async function beginCosignature(
  { db, clock, signer }: { db: Db; clock: Clock; signer: SignerClient },
  input: {
    holder: WalletHolder;
    keyId: string;
    ceremonyId: string;
    counter: number;
    q1: Uint8Array[];
    messages: Uint8Array[];
    purpose: CosignaturePurpose;
  },
): Promise<{ r2: Uint8Array[] }> {
  const { holder, keyId, ceremonyId, counter, q1, messages, purpose } = input;
  await holderKey(db, { holder, keyId, purpose: 'signing' });
  const begun = await askSigner(() => signer.beginCosignature({ keyId, ceremonyId, counter, messages, q1 }));
  await inTransaction(db, (tx) =>
    recordAudit(tx, {
      at: clock.now(),
      actor: { kind: 'account', id: holder.accountId },
      action: purpose.action,
      subject: purpose.subject,
      details: { keyId, ceremonyId, messages: messages.length },
    }),
  );
  return begun;
}
