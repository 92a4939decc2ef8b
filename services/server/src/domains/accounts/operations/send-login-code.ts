/** Sends a six-digit login code by SMS. Answers alike for known and unknown phones. */
import { createHmac, randomInt, randomUUID } from 'node:crypto';
import { type Clock, addSeconds } from '../../../platform/clock.ts';
import { type Db, inTransaction } from '../../../platform/database.ts';
import { Refusal } from '../../../platform/errors.ts';
import type { FieldCipher } from '../../../platform/field-cipher.ts';
import { textPhone } from '../events.ts';
import { CODE_INTERVAL_SECONDS, CODE_LIFE_SECONDS } from '../model.ts';
import { maySendCode } from '../rules.ts';
import { codesSentSince, insertCode, lockPhone } from '../store.ts';

export async function sendLoginCode(
  { db, clock, cipher }: { db: Db; clock: Clock; cipher: FieldCipher },
  { phone }: { phone: string },
): Promise<{ expiresAt: Date; nextAt: Date }> {
  const now = clock.now();
  const phoneIndex = cipher.index(phone, 'phone');
  const code = String(randomInt(0, 1_000_000)).padStart(6, '0');
  const expiresAt = addSeconds(now, CODE_LIFE_SECONDS);
  await inTransaction(db, async (tx) => {
    await lockPhone(tx, phoneIndex);
    const verdict = maySendCode(await codesSentSince(tx, phoneIndex, addSeconds(now, -3600)), now);
    if (!verdict.allowed)
      throw new Refusal(verdict.why === 'limit' ? 'accounts/code-limit' : 'accounts/code-too-soon', {
        data: { waitSeconds: verdict.waitSeconds },
      });
    const id = randomUUID();
    await insertCode(tx, {
      id,
      phone_index: phoneIndex,
      code_hash: codeHash(cipher, id, code),
      sent_at: now,
      expires_at: expiresAt,
      tries: 0,
      used_at: null,
    });
    await textPhone(tx, { cipher }, { phone, text: loginText(code), at: now });
  });
  return { expiresAt, nextAt: addSeconds(now, CODE_INTERVAL_SECONDS) };
}

/** Keyed: six digits under a plain hash could be tried out by whoever reads the table. */
export function codeHash(cipher: FieldCipher, id: string, code: string): Buffer {
  return createHmac('sha256', cipher.index(id, 'login-code')).update(code).digest();
}

function loginText(code: string): string {
  return `【签印】验证码 ${code}，5 分钟内有效，用于登录标证通。任何人向您索要验证码都是诈骗。`;
}
