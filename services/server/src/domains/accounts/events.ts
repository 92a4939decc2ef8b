/** Jobs of this domain: SMS leaves after the commit of what it tells about. */
import { randomUUID } from 'node:crypto';
import type { Tx } from '../../platform/database.ts';
import type { FieldCipher } from '../../platform/field-cipher.ts';
import { addJob } from '../../platform/jobs.ts';
import { insertSms } from './sms-store.ts';
import { accountPhone } from './store.ts';

declare module '../../platform/jobs.ts' {
  interface JobPayloads {
    'accounts/send-sms': { messageId: string };
    /** Drops proofs and codes that can no longer matter. */
    'accounts/sweep': Record<never, never>;
  }
}

/** Queues a text to a phone number. */
export async function textPhone(
  tx: Tx,
  deps: { cipher: FieldCipher },
  message: { phone: string; text: string; at: Date },
): Promise<void> {
  const messageId = randomUUID();
  await insertSms(tx, deps.cipher, { id: messageId, ...message });
  await addJob(tx, 'accounts/send-sms', { messageId });
}

/** Queues a text to the phone of an account. */
export async function textAccount(
  tx: Tx,
  deps: { cipher: FieldCipher },
  message: { accountId: string; text: string; at: Date },
): Promise<void> {
  const phone = await accountPhone(tx, deps.cipher, message.accountId);
  await textPhone(tx, deps, { phone, text: message.text, at: message.at });
}
