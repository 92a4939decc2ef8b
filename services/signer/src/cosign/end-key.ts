/** end-key: erases the signer's share and any pending nonce. From that commit the phone's share is worthless. */
import { appendAudit } from '../audit/append.ts';
import type { Signer } from '../context.ts';
import type { ReplyOf, RequestOf } from '../interface/index.ts';
import { supersedePending } from './begin-cosignature.ts';
import { lockKey } from './keys.ts';

/** Throws signer/key-unknown. Ending an ended key changes nothing. */
export async function endKey(
  { db, clock }: Pick<Signer, 'db' | 'clock'>,
  { keyId }: RequestOf<'end-key'>,
): Promise<ReplyOf<'end-key'>> {
  await db.transaction().execute(async (trx) => {
    const { key } = await lockKey(trx, keyId);
    if (key.ended_at) return;
    const at = clock();
    await supersedePending(trx, keyId, at);
    await trx
      .updateTable('keys')
      .set({ ended_at: at, sealed_d2: null, sealed_p1: null, sealed_proof: null })
      .where('key_id', '=', keyId)
      .execute();
    await appendAudit(trx, at, { action: 'key-ended', subject: keyId, detail: {} });
  });
  return {};
}
