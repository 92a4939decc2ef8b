/**
 * open-blinded: the signer's half of a decryption with an encryption key. A failing proof is a wrong PIN.
 * specs/two-party-sm2/v1, decryption, step 2. Judged under the row locks for the reason given in finish-cosignature.ts.
 */
import { GmError, signerDecrypt, sm2CheckPublicKey } from '@qianyin/gm';
import { appendAudit } from '../audit/append.ts';
import type { Signer } from '../context.ts';
import { sameBytes } from '../database/bytes.ts';
import type { Trx } from '../database/tables.ts';
import { SignerError } from '../interface/index.ts';
import type { ReplyOf, RequestOf } from '../interface/index.ts';
import type { KeyStore } from '../keystore/port.ts';
import { lockKey, openD2, openP1, requireLive, requirePurpose } from './keys.ts';
import type { LiveKey } from './keys.ts';
import { recordFailure, recordSuccess, refusalError, requireUnlocked } from './pins.ts';
import { requireKeyRate } from './rate.ts';

type Deps = Pick<Signer, 'db' | 'keyStore' | 'clock' | 'limits'>;
type Request = RequestOf<'open-blinded'>;
type Reply = ReplyOf<'open-blinded'>;

/** Throws the codes listed in interface/open-blinded.ts. */
export async function openBlinded(deps: Deps, request: Request): Promise<Reply> {
  requirePoint(request.blinded, 'blinded');
  requirePoint(request.t1, 't1');
  const answer = await settle(deps, request);
  if (answer instanceof SignerError) throw answer;
  return answer;
}

function settle({ db, keyStore, clock, limits }: Deps, request: Request): Promise<Reply | SignerError> {
  return db.transaction().execute(async (trx): Promise<Reply | SignerError> => {
    const { key, pin } = await lockKey(trx, request.keyId);
    requirePurpose(key, 'encryption');
    const stored = await storedAnswer(trx, request);
    if (stored) return stored;
    const live = requireLive(key);
    requireUnlocked(pin);
    const at = clock();
    await requireKeyRate(trx, request.keyId, at, limits.ceremoniesPerKeyPerHour);

    const t2 = await open(keyStore, live, request);
    const refused = t2 ? undefined : await recordFailure(trx, pin, at);
    if (t2) await recordSuccess(trx, pin);
    const outcome = { refusal: refused?.refusal ?? null, tries_left: refused?.triesLeft ?? null };
    await trx
      .insertInto('openings')
      .values({
        key_id: request.keyId,
        request_id: request.requestId,
        blinded: request.blinded,
        t2: t2 ?? null,
        ...outcome,
        opened_at: at,
      })
      .execute();
    await appendAudit(trx, at, {
      action: t2 ? 'opened' : 'pin-wrong',
      subject: request.keyId,
      detail: { request: request.requestId, ...(refused && { triesLeft: refused.triesLeft }) },
    });
    if (refused) return refusalError({ refusal: refused.refusal, tries_left: refused.triesLeft });
    return { t2: t2 as Uint8Array };
  });
}

/** T2, or undefined when the proof does not hold. */
async function open(keyStore: KeyStore, key: LiveKey, request: Request): Promise<Uint8Array | undefined> {
  const { keyId, requestId, blinded, t1, proof } = request;
  const p1 = await openP1(keyStore, key);
  const d2 = await openD2(keyStore, key);
  try {
    return signerDecrypt({ d2, p1, blinded, t1, proof, context: { keyId, requestId } }).t2;
  } catch (error) {
    if (error instanceof GmError && error.code === 'gm/share-wrong') return undefined;
    throw error;
  } finally {
    d2.wipe();
  }
}

async function storedAnswer(trx: Trx, request: Request): Promise<Reply | SignerError | undefined> {
  const known = await trx
    .selectFrom('openings')
    .selectAll()
    .where('key_id', '=', request.keyId)
    .where('request_id', '=', request.requestId)
    .executeTakeFirst();
  if (!known) return undefined;
  if (!sameBytes(known.blinded, request.blinded)) return new SignerError('signer/ceremony-conflict');
  if (known.t2) return { t2: new Uint8Array(known.t2) };
  return known.refusal ? refusalError({ refusal: known.refusal, tries_left: known.tries_left }) : undefined;
}

function requirePoint(point: Uint8Array, field: string): void {
  try {
    sm2CheckPublicKey(point);
  } catch (error) {
    if (!(error instanceof GmError)) throw error;
    throw new SignerError('signer/request-malformed', { field }, { cause: error });
  }
}
