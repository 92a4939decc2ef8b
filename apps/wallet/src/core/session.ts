/**
 * The session of this phone: log in by SMS code, restore, log out. The token is bound to the device key.
 * Logging out keeps device key, shares and certificates: they open nothing without a new login and the PIN.
 */
import type { AccountView } from '@qianyin/contract';
import type { Phone } from './phone.ts';
import type { SessionRecord } from './storage.ts';

export async function logInByCode(phone: Phone, input: { phone: string; code: string }): Promise<AccountView> {
  // A proof that names an old token is not one for logging in (RFC 9449 §4.3, `ath`).
  phone.session = undefined;
  const answer = await phone.api.accounts.logInByCode(input);
  await keep(phone, { token: answer.token, expiresAt: answer.expiresAt, account: answer.account });
  return answer.account;
}

/** Keeps what the service says about the holder now, e.g. after identity proofing. */
export async function keepAccount(phone: Phone, account: AccountView): Promise<void> {
  if (phone.session !== undefined) await keep(phone, { ...phone.session, account });
}

/** Ends the session here, and at the service when it can be reached. */
export async function logOut(phone: Phone): Promise<void> {
  try {
    if (phone.session !== undefined) await phone.api.accounts.logOut({});
  } finally {
    await forgetSession(phone);
  }
}

/** The service no longer knows the session. */
export async function forgetSession(phone: Phone): Promise<void> {
  phone.session = undefined;
  await phone.storage.commit([{ store: 'session', key: 'session' }]);
}

async function keep(phone: Phone, session: SessionRecord): Promise<void> {
  await phone.storage.commit([{ store: 'session', key: 'session', value: session }]);
  phone.session = session;
}
