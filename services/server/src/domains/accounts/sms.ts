/**
 * The SMS port. `outbox` is the provider of a machine without one: messages stay in the database and the page /outbox
 * shows them; it must be the configured provider for that page to open.
 */
import type { Clock } from '../../platform/clock.ts';
import type { Db } from '../../platform/database.ts';
import type { FieldCipher } from '../../platform/field-cipher.ts';
import { markSmsSent, readSms } from './sms-store.ts';

export interface SmsProvider {
  /** Resolves when the provider has taken the message; a throw is tried again later. */
  send(message: { id: string; phone: string; text: string }): Promise<void>;
}

export const outboxProvider: SmsProvider = { send: () => Promise.resolve() };

/** The task of `accounts/send-sms`; a message that is already marked sent is left alone. */
export async function sendSms(
  { db, cipher, clock, provider }: { db: Db; cipher: FieldCipher; clock: Clock; provider: SmsProvider },
  messageId: string,
): Promise<void> {
  const message = await readSms(db, cipher, messageId);
  if (message === undefined || message.sentAt !== null) return;
  await provider.send(message);
  await markSmsSent(db, messageId, clock.now());
}
