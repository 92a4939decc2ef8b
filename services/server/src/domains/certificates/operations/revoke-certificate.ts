/**
 * Revokes dual certificates: refused for use from this instant on, in OCSP at the next question, in the list at its
 * next issue. A hold is left out: the signer lets no revocation be taken back.
 */
import type { RevocationReason } from '@qianyin/pki';
import type { Clock } from '../../../platform/clock.ts';
import { type Db, inTransaction } from '../../../platform/database.ts';
import { Refusal } from '../../../platform/errors.ts';
import { type Actor, recordAudit } from '../../audit/index.ts';
import { markRevoked } from '../revocation-store.ts';
import { wholeSecond } from '../rules.ts';

/** Throws `certificates/not-found` when there is none that is not revoked. */
export async function revokeCertificate(
  { db, clock }: { db: Db; clock: Clock },
  {
    certificateId,
    reason,
    actor,
  }: { certificateId: string; reason: Exclude<RevocationReason, 'certificateHold'>; actor: Actor },
): Promise<void> {
  await inTransaction(db, async (tx) => {
    const at = wholeSecond(clock.now());
    if (!(await markRevoked(tx, { certificateId, at, reason }))) throw new Refusal('certificates/not-found');
    await recordAudit(tx, {
      at,
      actor,
      action: 'revoke-certificate',
      subject: { kind: 'certificate', id: certificateId },
      details: { reason },
    });
  });
}
