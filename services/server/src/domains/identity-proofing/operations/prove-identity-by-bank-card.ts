/** Proves who holds an account by the four elements of a bank card. Once per account, one account per person. */
import { randomUUID } from 'node:crypto';
import { type Clock, addSeconds } from '../../../platform/clock.ts';
import { type Db, inTransaction, violatesUnique } from '../../../platform/database.ts';
import { Refusal } from '../../../platform/errors.ts';
import type { FieldCipher } from '../../../platform/field-cipher.ts';
import { recordAudit } from '../../audit/index.ts';
import { attemptsSince, closeAttempt, insertAttempt, lockAttempts } from '../attempts-store.ts';
import { TRY_WINDOW_SECONDS } from '../model.ts';
import type { BankCardElements, BankCardProvider } from '../port.ts';
import { mayTry } from '../rules.ts';
import { insertIdentity, isProved } from '../store.ts';

interface Deps {
  db: Db;
  clock: Clock;
  cipher: FieldCipher;
  bankCards: BankCardProvider;
}

export async function proveIdentityByBankCard(
  deps: Deps,
  { accountId, ...elements }: BankCardElements & { accountId: string },
): Promise<void> {
  const { db, bankCards } = deps;
  if (await isProved(db, accountId)) throw new Refusal('identity-proofing/already-done');
  const attempt = await countTry(deps, accountId);
  const { verdict, result, requestId } = await bankCards.verify(elements);
  const close = (outcome: 'matched' | 'mismatch' | 'unavailable') =>
    closeAttempt(db, attempt.id, { outcome, result, requestId });
  switch (verdict.kind) {
    case 'unavailable':
      await close('unavailable');
      throw new Refusal('identity-proofing/provider-unavailable');
    case 'tries-used':
      await close('mismatch');
      throw new Refusal('identity-proofing/tries-used');
    case 'mismatch':
      await close('mismatch');
      throw new Refusal('identity-proofing/mismatch', {
        data: { triesLeft: attempt.left },
        ...(verdict.field ? { fields: { [verdict.field]: 'mismatch' } } : {}),
      });
    case 'matched':
      await close('matched');
      await keepIdentity(deps, accountId, attempt.id, elements);
  }
}

/** Writes the try before the provider is asked: parallel tries and a crash cost tries, they do not win any. */
async function countTry({ db, clock }: Deps, accountId: string): Promise<{ id: string; left: number }> {
  const now = clock.now();
  const id = randomUUID();
  const left = await inTransaction(db, async (tx) => {
    await lockAttempts(tx, accountId);
    const verdict = mayTry(await attemptsSince(tx, accountId, addSeconds(now, -TRY_WINDOW_SECONDS)), now);
    if (!verdict.allowed)
      throw new Refusal('identity-proofing/tries-used', { data: { waitSeconds: verdict.waitSeconds } });
    await insertAttempt(tx, { id, accountId, method: 'bank-card', at: now });
    return verdict.left;
  });
  return { id, left };
}

async function keepIdentity(
  { db, clock, cipher }: Deps,
  accountId: string,
  attemptId: string,
  { name, idNumber, cardNumber }: BankCardElements,
): Promise<void> {
  try {
    await inTransaction(db, async (tx) => {
      const now = clock.now();
      await insertIdentity(tx, cipher, {
        accountId,
        attemptId,
        name,
        idNumber,
        method: 'bank-card',
        cardLast4: cardNumber.slice(-4),
        provedAt: now,
      });
      await recordAudit(tx, {
        at: now,
        actor: { kind: 'account', id: accountId },
        action: 'prove-identity-by-bank-card',
        subject: { kind: 'account', id: accountId },
        details: { attempt: attemptId },
      });
    });
  } catch (error) {
    if (violatesUnique(error, 'identity_id_number')) throw new Refusal('identity-proofing/identity-taken');
    if (violatesUnique(error, 'identity_pkey')) throw new Refusal('identity-proofing/already-done');
    throw error;
  }
}
