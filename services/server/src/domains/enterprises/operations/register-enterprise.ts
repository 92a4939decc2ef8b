/** Registers an enterprise with its administrator, in the transaction of what gave it the right to (issuance). */
import { randomUUID } from 'node:crypto';
import type { Tx } from '../../../platform/database.ts';
import { Refusal } from '../../../platform/errors.ts';
import { recordAudit } from '../../audit/index.ts';
import type { Registration } from '../model.ts';
import { insertEnterprise, insertMembership } from '../store.ts';

/**
 * Returns the enterprise's id. Throws `enterprises/already-claimed` when it has an administrator: of two transactions
 * at the same moment the second waits on the unique index and is refused.
 */
export async function registerEnterprise(tx: Tx, registration: Registration): Promise<string> {
  const { name, uscc, legalRepresentative, administratorId, at } = registration;
  const enterprise = await insertEnterprise(tx, {
    id: randomUUID(),
    name,
    uscc,
    legalRepresentative,
    registeredAt: at,
  });
  const isAdministrator = await insertMembership(tx, {
    enterpriseId: enterprise.id,
    accountId: administratorId,
    role: 'administrator',
    at,
  });
  if (!isAdministrator) throw new Refusal('enterprises/already-claimed');
  await recordAudit(tx, {
    at,
    actor: { kind: 'account', id: administratorId },
    action: 'register-enterprise',
    subject: { kind: 'enterprise', id: enterprise.id },
    details: { uscc },
  });
  return enterprise.id;
}
