/** Whether somebody is logged in, as React state; the phone's session is the truth. */
import type { AccountView } from '@qianyin/contract';
import { useSyncExternalStore } from 'react';
import { forgetSession, keepAccount, logInByCode, logOut } from '../core/session.ts';
import { phone } from './browser-phone.ts';

const listeners = new Set<() => void>();

function tell(): void {
  for (const listener of listeners) listener();
}

function subscribe(listener: () => void): () => void {
  listeners.add(listener);
  return () => listeners.delete(listener);
}

/** The holder, or undefined when logged out. */
export function useAccount(): AccountView | undefined {
  return useSyncExternalStore(subscribe, () => phone().session?.account);
}

/** Whether identity proofing is done, which opens everything else. */
export function isProved(account: AccountView | undefined): boolean {
  return account !== undefined && account.provedAt !== null;
}

export async function startSession(input: { phone: string; code: string }): Promise<AccountView> {
  const account = await logInByCode(phone(), input);
  tell();
  return account;
}

/** What the service says about the holder now. */
export async function updateAccount(account: AccountView): Promise<void> {
  if (JSON.stringify(account) === JSON.stringify(phone().session?.account)) return;
  await keepAccount(phone(), account);
  tell();
}

/** The service no longer knows the session. */
export async function endSession(): Promise<void> {
  await forgetSession(phone());
  tell();
}

/** Logged out here even when the service cannot be reached: then its session ends by its time. */
export async function leave(): Promise<void> {
  await logOut(phone()).catch(() => undefined);
  tell();
}
