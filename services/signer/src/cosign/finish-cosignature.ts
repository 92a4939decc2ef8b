/**
 * finish-cosignature: proves the phone's share against the stored nonces, counts a wrong one, or signs.
 * specs/two-party-sm2/v1, signing, step 6; device possession and counter.
 *
 * The share is judged under the row locks, after the ceremony is known to be pending. Judging it before taking them would
 * let parallel guesses at one ceremony be told apart by their time while only one of them is counted.
 */
import { appendAudit } from '../audit/append.ts';
import type { Signer } from '../context.ts';
import { chunks, concat } from '../database/bytes.ts';
import { SignerError } from '../interface/index.ts';
import type { ReplyOf, RequestOf } from '../interface/index.ts';
import { CEREMONY_LIFE_MS } from '../limits.ts';
import { supersedePending } from './begin-cosignature.ts';
import { answerOf, lockCeremony, settleFinished, settleRefused } from './ceremonies.ts';
import type { Answer, Pending } from './ceremonies.ts';
import { judge } from './judge.ts';
import { lockKey, requireLive } from './keys.ts';
import { lockAsCloned, recordFailure, recordSuccess, requireUnlocked } from './pins.ts';

type Deps = Pick<Signer, 'db' | 'keyStore' | 'clock'>;
type Request = RequestOf<'finish-cosignature'>;

/** Throws the codes listed in interface/finish-cosignature.ts. */
export async function finishCosignature(deps: Deps, request: Request): Promise<ReplyOf<'finish-cosignature'>> {
  // What the transaction returns is committed before it is thrown or answered: an answer is never ahead of its count.
  const answer = await settle(deps, request);
  if (answer instanceof SignerError) throw answer;
  return answer;
}

function settle({ db, keyStore, clock }: Deps, request: Request): Promise<Answer> {
  return db.transaction().execute(async (trx): Promise<Answer> => {
    const { key, pin } = await lockKey(trx, request.keyId);
    const ceremony = await lockCeremony(trx, request.keyId, request.ceremonyId);
    const stored = answerOf(ceremony);
    if (stored) return stored;
    const pending = ceremony as Pending;
    const live = requireLive(key);
    requireUnlocked(pin);
    const at = clock();
    if (at.getTime() - pending.begun_at.getTime() > CEREMONY_LIFE_MS) {
      await supersedePending(trx, request.keyId, at);
      return new SignerError('signer/ceremony-expired');
    }
    if (request.s1.length === 0) return new SignerError('signer/ceremony-pending');
    if (request.s1.length * 32 !== pending.digests.length)
      return new SignerError('signer/request-malformed', { field: 's1' });

    const audit = (action: string, detail: Record<string, number> = {}) =>
      appendAudit(trx, at, { action, subject: request.keyId, detail: { ceremony: request.ceremonyId, ...detail } });
    const verdict = await judge(keyStore, live, pending, request.s1);
    switch (verdict.share) {
      case 'wrong': {
        const refused = await recordFailure(trx, pin, at);
        const answer = await settleRefused(trx, pending, refused, at);
        await audit('pin-wrong', { triesLeft: refused.triesLeft });
        return answer;
      }
      case 'again': {
        await supersedePending(trx, request.keyId, at);
        await audit('cosignature-superseded');
        return new SignerError('signer/ceremony-superseded');
      }
      case 'right': {
        // The right share with an old count: another phone has used it since. With a count ahead of ours: a copy guesses,
        // or this database was set back and knows no longer who was first. Nothing is signed.
        if (pending.phone_counter !== key.counter) {
          const refused = await lockAsCloned(trx, pin, at);
          const answer = await settleRefused(trx, pending, refused, at);
          await audit('clone-detected', { phoneCounter: pending.phone_counter, counter: key.counter });
          return answer;
        }
        const counter = key.counter + 1;
        await trx.updateTable('keys').set({ counter }).where('key_id', '=', request.keyId).execute();
        await recordSuccess(trx, pin);
        await settleFinished(trx, pending, { signatures: concat(verdict.signatures), counter }, at);
        await audit('cosigned', { counter, signatures: verdict.signatures.length });
        return { signatures: chunks(concat(verdict.signatures), 64), counter };
      }
    }
  });
}
