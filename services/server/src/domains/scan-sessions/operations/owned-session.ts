/** The session that this phone owns: another account's, or another phone's of the same account, is not found. */
import type { Db } from '../../../platform/database.ts';
import { Refusal, found } from '../../../platform/errors.ts';
import type { WalletHolder } from '../../accounts/index.ts';
import { type Session, stateOf } from '../model.ts';
import { sessionById } from '../store.ts';

export async function ownedSession(db: Db, { holder, id }: { holder: WalletHolder; id: string }): Promise<Session> {
  const session = found(await sessionById(db, id), 'scan/not-found');
  if (session.accountId !== holder.accountId || session.jkt !== holder.jkt) throw new Refusal('scan/not-found');
  return session;
}

/** Owned, and waiting for this phone. */
export async function waitingSession(db: Db, owner: { holder: WalletHolder; id: string }, now: Date): Promise<Session> {
  const session = await ownedSession(db, owner);
  const state = stateOf(session, now);
  if (state === 'expired') throw new Refusal('scan/expired');
  if (state !== 'scanned') throw new Refusal('scan/not-waiting');
  return session;
}
