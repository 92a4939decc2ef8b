/**
 * Finishes a ceremony. The signer checks the share, counts a wrong one and answers the signatures; its first answer
 * stays the answer, so that a lost reply costs neither a try nor a clone alarm.
 */
import type { SignerClient } from '@qianyin/signer/interface';
import type { Clock } from '../../../platform/clock.ts';
import { type Db, inTransaction } from '../../../platform/database.ts';
import { Refusal } from '../../../platform/errors.ts';
import type { WalletHolder } from '../../accounts/index.ts';
import { recordAudit } from '../../audit/index.ts';
import { askSigner } from '../signer-refusals.ts';
import { holderKey } from './holder-key.ts';

interface Deps {
  db: Db;
  clock: Clock;
  signer: SignerClient;
}

interface Input {
  holder: WalletHolder;
  keyId: string;
  ceremonyId: string;
  s1: Uint8Array[];
}

export async function finishCosignature(
  deps: Deps,
  input: Input,
): Promise<{ signatures: Uint8Array[]; counter: number }> {
  const { holder, keyId, ceremonyId, s1 } = input;
  await holderKey(deps.db, { holder, keyId, purpose: 'signing' });
  try {
    const finished = await askSigner(() => deps.signer.finishCosignature({ keyId, ceremonyId, s1 }));
    await noteResult(deps, input, 'signed');
    return finished;
  } catch (error) {
    // The refusal is on record although nothing else changed: guessing at a PIN must leave a trace.
    if (error instanceof Refusal) await noteResult(deps, input, error.code);
    throw error;
  }
}

async function noteResult({ db, clock }: Deps, { holder, keyId, ceremonyId }: Input, result: string): Promise<void> {
  await inTransaction(db, (tx) =>
    recordAudit(tx, {
      at: clock.now(),
      actor: { kind: 'account', id: holder.accountId },
      action: 'finish-cosignature',
      subject: { kind: 'key', id: keyId },
      details: { ceremonyId, result },
    }),
  );
}
