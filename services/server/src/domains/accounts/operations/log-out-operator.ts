/** Ends a desk session. */
import type { Clock } from '../../../platform/clock.ts';
import { type Db, inTransaction } from '../../../platform/database.ts';
import { tokenHash } from '../../../platform/tokens.ts';
import { recordAudit } from '../../audit/index.ts';
import type { Operator } from '../model.ts';
import { endDeskSession } from '../sessions-store.ts';

export async function logOutOperator(
  { db, clock }: { db: Db; clock: Clock },
  { operator, token }: { operator: Operator; token: string },
): Promise<void> {
  await inTransaction(db, async (tx) => {
    const now = clock.now();
    await endDeskSession(tx, tokenHash(token), now);
    await recordAudit(tx, {
      at: now,
      actor: { kind: 'operator', id: operator.id },
      action: 'log-out-operator',
      subject: { kind: 'operator', id: operator.id },
    });
  });
}
