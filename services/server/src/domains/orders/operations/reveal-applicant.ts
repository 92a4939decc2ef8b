/** The applicant in full, for an operator who must compare or call; leaves an audit row first. */
import type { Clock } from '../../../platform/clock.ts';
import { type Db, inTransaction } from '../../../platform/database.ts';
import { found } from '../../../platform/errors.ts';
import type { FieldCipher } from '../../../platform/field-cipher.ts';
import { type Operator, accountPhone } from '../../accounts/index.ts';
import { recordAudit } from '../../audit/index.ts';
import { identityOf } from '../../identity-proofing/index.ts';
import { submittedOrder } from '../decisions-store.ts';

export async function revealApplicant(
  { db, clock, cipher }: { db: Db; clock: Clock; cipher: FieldCipher },
  { orderId, operator }: { orderId: string; operator: Operator },
): Promise<{ name: string; idNumber: string; phone: string }> {
  const { accountId } = found(await submittedOrder(db, cipher, orderId), 'orders/not-found');
  await inTransaction(db, (tx) =>
    recordAudit(tx, {
      at: clock.now(),
      actor: { kind: 'operator', id: operator.id },
      action: 'reveal-applicant',
      subject: { kind: 'order', id: orderId },
    }),
  );
  const identity = found(await identityOf(db, cipher, accountId), 'orders/not-found');
  return { name: identity.name, idNumber: identity.idNumber, phone: await accountPhone(db, cipher, accountId) };
}
