/**
 * Tries of a PIN: counted, reset and locked by conditional updates on one row that every user of the PIN locks first.
 */
import type { Trx, LockReason, Refusal, Tables } from '../database/tables.ts';
import { SignerError } from '../interface/index.ts';
import { MAX_FAILURES } from '../limits.ts';
import type { Selectable } from 'kysely';

export type Pin = Selectable<Tables['pins']>;

/** What a refused attempt answers now and whenever it is asked again. */
export interface Refused {
  refusal: Refusal;
  triesLeft: number;
}

/**
 * Locks the PIN's row until the transaction ends: attempts at keys under one PIN happen one after the other, so none
 * can be judged by a count that another has not written yet. Lock it before any other row.
 */
export async function lockPin(trx: Trx, pinId: string): Promise<Pin> {
  return trx.selectFrom('pins').selectAll().where('pin_id', '=', pinId).forUpdate().executeTakeFirstOrThrow();
}

/** Throws signer/key-locked when the PIN is locked. */
export function requireUnlocked(pin: Pin): void {
  if (pin.lock_reason) throw new SignerError('signer/key-locked', { lockReason: pin.lock_reason });
}

export function triesLeft(pin: Pin): number {
  return pin.lock_reason ? 0 : MAX_FAILURES - pin.failures;
}

/** Counts one wrong PIN and locks at the fifth in a row. The caller commits before it answers. */
export async function recordFailure(trx: Trx, pin: Pin, at: Date): Promise<Refused> {
  const failures = pin.failures + 1;
  const locked = failures >= MAX_FAILURES;
  const changed = await trx
    .updateTable('pins')
    .set({ failures, locked_at: locked ? at : null, lock_reason: locked ? 'pin' : null })
    .where('pin_id', '=', pin.pin_id)
    .where('failures', '=', pin.failures)
    .where('locked_at', 'is', null)
    .executeTakeFirst();
  if (changed.numUpdatedRows !== 1n) throw new Error('a locked PIN row changed under its lock');
  return locked
    ? { refusal: 'signer/key-locked', triesLeft: 0 }
    : { refusal: 'signer/pin-wrong', triesLeft: MAX_FAILURES - failures };
}

/** A right PIN ends the run of wrong ones. */
export async function recordSuccess(trx: Trx, pin: Pin): Promise<void> {
  if (pin.failures === 0) return;
  await trx.updateTable('pins').set({ failures: 0 }).where('pin_id', '=', pin.pin_id).execute();
}

/** Two phones hold the share: nobody may use it until a person has been identified again. */
export async function lockAsCloned(trx: Trx, pin: Pin, at: Date): Promise<Refused> {
  const reason: LockReason = 'clone';
  await trx.updateTable('pins').set({ locked_at: at, lock_reason: reason }).where('pin_id', '=', pin.pin_id).execute();
  return { refusal: 'signer/clone-detected', triesLeft: 0 };
}

/** The error of a stored refusal. */
export function refusalError({ refusal, tries_left }: { refusal: Refusal; tries_left: number | null }): SignerError {
  if (refusal === 'signer/pin-wrong') return new SignerError(refusal, { triesLeft: tries_left ?? 0 });
  return new SignerError(refusal, { lockReason: refusal === 'signer/clone-detected' ? 'clone' : 'pin' });
}
