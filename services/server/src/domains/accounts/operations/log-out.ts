/** Ends a wallet session. What the phone keeps (its masked shares) stays on the phone. */
import type { Clock } from '../../../platform/clock.ts';
import { type Db, inTransaction } from '../../../platform/database.ts';
import { recordAudit } from '../../audit/index.ts';
import type { WalletHolder } from '../model.ts';
import { endWalletSession } from '../sessions-store.ts';

export async function logOut({ db, clock }: { db: Db; clock: Clock }, holder: WalletHolder): Promise<void> {
  await inTransaction(db, async (tx) => {
    const now = clock.now();
    await endWalletSession(tx, holder.tokenHash, now);
    await recordAudit(tx, {
      at: now,
      actor: { kind: 'account', id: holder.accountId },
      action: 'log-out',
      subject: { kind: 'account', id: holder.accountId },
    });
  });
}
