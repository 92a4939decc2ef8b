/** The person refuses; «not me» stays on record as a report. */
import type { Clock } from '../../../platform/clock.ts';
import { type Db, inTransaction } from '../../../platform/database.ts';
import { Refusal } from '../../../platform/errors.ts';
import { announce } from '../../../platform/events.ts';
import type { WalletHolder } from '../../accounts/index.ts';
import { recordAudit } from '../../audit/index.ts';
import { topicOf } from '../model.ts';
import { moveScanned } from '../transitions-store.ts';
import { waitingSession } from './owned-session.ts';

export async function refuseScanSession(
  { db, clock }: { db: Db; clock: Clock },
  { holder, id, reason }: { holder: WalletHolder; id: string; reason: 'changed-mind' | 'not-me' },
): Promise<void> {
  const now = clock.now();
  await waitingSession(db, { holder, id }, now);
  await inTransaction(db, async (tx) => {
    if (!(await moveScanned(tx, { id, now }, { refused_at: now, refusal: reason })))
      throw new Refusal('scan/not-waiting');
    await recordAudit(tx, {
      at: now,
      actor: { kind: 'account', id: holder.accountId },
      action: 'refuse-scan-session',
      subject: { kind: 'scan-session', id },
      details: { reason },
    });
    await announce(tx, topicOf(id));
  });
}
