/** Logs in with phone and SMS code; the first login registers. The token works only with the device key that proved itself. */
import { randomUUID } from 'node:crypto';
import { type Clock, addSeconds } from '../../../platform/clock.ts';
import { type Db, inTransaction } from '../../../platform/database.ts';
import { Refusal } from '../../../platform/errors.ts';
import type { FieldCipher } from '../../../platform/field-cipher.ts';
import { equalBytes, newToken, tokenHash } from '../../../platform/tokens.ts';
import { recordAudit } from '../../audit/index.ts';
import { TRIES_PER_CODE, WALLET_SESSION_DAYS } from '../model.ts';
import { insertWalletSession } from '../sessions-store.ts';
import { accountOfPhone, hasCode, tryNewestCode, useCode } from '../store.ts';
import { codeHash } from './send-login-code.ts';

export async function logInByCode(
  { db, clock, cipher }: { db: Db; clock: Clock; cipher: FieldCipher },
  { phone, code, jkt }: { phone: string; code: string; jkt: string },
): Promise<{ token: string; expiresAt: Date; accountId: string }> {
  const now = clock.now();
  const phoneIndex = cipher.index(phone, 'phone');
  const codeId = await checkCode({ db, cipher }, phoneIndex, code, now);
  const token = newToken();
  const expiresAt = addSeconds(now, WALLET_SESSION_DAYS * 86_400);
  const accountId = await inTransaction(db, async (tx) => {
    if (!(await useCode(tx, codeId, now))) throw new Refusal('accounts/code-expired');
    const account = await accountOfPhone(tx, cipher, {
      number: phone,
      index: phoneIndex,
      newId: randomUUID(),
      at: now,
    });
    await insertWalletSession(tx, {
      token_hash: tokenHash(token),
      account_id: account.id,
      jkt,
      created_at: now,
      expires_at: expiresAt,
      ended_at: null,
    });
    await recordAudit(tx, {
      at: now,
      actor: { kind: 'account', id: account.id },
      action: 'log-in-by-code',
      subject: { kind: 'account', id: account.id },
      details: { registered: account.created, device: jkt },
    });
    return account.id;
  });
  return { token, expiresAt, accountId };
}

// The try is counted in a statement of its own that stays even when the login fails.
async function checkCode(
  { db, cipher }: { db: Db; cipher: FieldCipher },
  phoneIndex: Buffer,
  code: string,
  now: Date,
): Promise<string> {
  const tried = await tryNewestCode(db, phoneIndex, TRIES_PER_CODE);
  if (tried === undefined)
    throw new Refusal((await hasCode(db, phoneIndex)) ? 'accounts/code-tries-used' : 'accounts/code-wrong');
  if (tried.used_at !== null || tried.expires_at <= now) throw new Refusal('accounts/code-expired');
  if (!equalBytes(tried.code_hash, codeHash(cipher, tried.id, code)))
    throw new Refusal('accounts/code-wrong', { data: { triesLeft: TRIES_PER_CODE - tried.tries } });
  return tried.id;
}
