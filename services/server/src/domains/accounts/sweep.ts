/** Drops proofs that are too old to be replayed. */
import { type Clock, addSeconds } from '../../platform/clock.ts';
import type { Db } from '../../platform/database.ts';
import { forgetProofs } from './sessions-store.ts';

/** Twice the window in which a proof is accepted, on either side of the clock. */
const PROOF_MEMORY_SECONDS = 1200;

export async function sweepAccounts({ db, clock }: { db: Db; clock: Clock }): Promise<void> {
  await forgetProofs(db, addSeconds(clock.now(), -PROOF_MEMORY_SECONDS));
}
