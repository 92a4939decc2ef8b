/** Logs an operator in to the desk. Tries are counted before the password is compared. */
import { verifyPassword } from '@qianyin/service/passwords';
import { type Clock, addSeconds } from '../../../platform/clock.ts';
import { type Db, inTransaction } from '../../../platform/database.ts';
import { Refusal } from '../../../platform/errors.ts';
import { newToken, tokenHash } from '../../../platform/tokens.ts';
import { recordAudit } from '../../audit/index.ts';
import { DESK_SESSION_HOURS, OPERATOR_LOCK_MINUTES, OPERATOR_TRIES, type Operator } from '../model.ts';
import { clearOperatorTries, countOperatorTry, operatorByName } from '../operators-store.ts';
import { insertDeskSession } from '../sessions-store.ts';

export async function logInOperator(
  { db, clock }: { db: Db; clock: Clock },
  { name, password }: { name: string; password: string },
): Promise<{ token: string; expiresAt: Date; operator: Operator }> {
  const now = clock.now();
  const row = await operatorByName(db, name);
  const counted =
    row === undefined ||
    (await countOperatorTry(db, row.id, OPERATOR_TRIES, now, addSeconds(now, OPERATOR_LOCK_MINUTES * 60)));
  if (!counted) throw new Refusal('accounts/login-locked', { data: { minutes: OPERATOR_LOCK_MINUTES } });
  if (!(await verifyPassword(password, row?.password_hash)) || row === undefined)
    throw new Refusal('accounts/password-wrong');
  const token = newToken();
  const expiresAt = addSeconds(now, DESK_SESSION_HOURS * 3600);
  await inTransaction(db, async (tx) => {
    await clearOperatorTries(tx, row.id);
    await insertDeskSession(tx, {
      token_hash: tokenHash(token),
      operator_id: row.id,
      created_at: now,
      expires_at: expiresAt,
      ended_at: null,
    });
    await recordAudit(tx, {
      at: now,
      actor: { kind: 'operator', id: row.id },
      action: 'log-in-operator',
      subject: { kind: 'operator', id: row.id },
    });
  });
  return {
    token,
    expiresAt,
    operator: { id: row.id, name: row.name, displayName: row.display_name, roles: row.roles },
  };
}
