/**
 * begin-cosignature: fixes the messages, draws one nonce per message, stores them sealed before the answer.
 * specs/two-party-sm2/v1, signing, steps 1 to 3.
 */
import { GmError, Secret, sm2CheckPublicKey, sm2Digest, signerStartSignature } from '@qianyin/gm';
import { appendAudit } from '../audit/append.ts';
import type { Signer } from '../context.ts';
import { chunks, concat, sameBytes } from '../database/bytes.ts';
import type { Trx } from '../database/tables.ts';
import { SignerError } from '../interface/index.ts';
import type { ReplyOf, RequestOf } from '../interface/index.ts';
import { CEREMONY_LIFE_MS } from '../limits.ts';
import { lockKey, openP1, readKey, requireLive, requirePurpose } from './keys.ts';
import type { LiveKey } from './keys.ts';
import { requireUnlocked } from './pins.ts';
import { requireKeyRate } from './rate.ts';

type Deps = Pick<Signer, 'db' | 'keyStore' | 'clock' | 'random' | 'limits'>;
type Request = RequestOf<'begin-cosignature'>;

/** Throws the codes listed in interface/begin-cosignature.ts. */
export async function beginCosignature(deps: Deps, request: Request): Promise<ReplyOf<'begin-cosignature'>> {
  const { db } = deps;
  request.q1.forEach(requirePoint);
  const key = await readKey(db, request.keyId);
  requirePurpose(key, 'signing');
  const live = requireLive(key);
  // The signer computes e itself: a digest handed in could belong to anything.
  const digests = concat(request.messages.map((message) => sm2Digest(key.public_key, message)));
  const nonces = await drawNonces(deps, live, request);
  try {
    return await store(deps, request, { digests, ...nonces });
  } finally {
    nonces.k2.wipe();
  }
}

interface Drawn {
  digests: Uint8Array;
  k2: Secret;
  r2: Uint8Array[];
}

/** Answers a repeated call from the store; otherwise stores what was drawn and answers that. */
function store(
  { db, keyStore, clock, limits }: Deps,
  request: Request,
  drawn: Drawn,
): Promise<ReplyOf<'begin-cosignature'>> {
  const { digests, k2, r2 } = drawn;
  return db.transaction().execute(async (trx) => {
    const { key: locked, pin } = await lockKey(trx, request.keyId);
    requireLive(locked);
    requireUnlocked(pin);
    const at = clock();
    const repeated = await repeatAnswer(trx, request, digests, at);
    if (repeated) return repeated;
    // The phone's count is judged with its share, at the end. An answer to it here would let a copy ask for the count that
    // passes, higher and higher, and then use it unseen.
    await requireKeyRate(trx, request.keyId, at, limits.ceremoniesPerKeyPerHour);
    await supersedePending(trx, request.keyId, at);
    await trx
      .insertInto('ceremonies')
      .values({
        key_id: request.keyId,
        ceremony_id: request.ceremonyId,
        state: 'pending',
        phone_counter: request.counter,
        digests,
        q1: concat(request.q1),
        r2: concat(r2),
        sealed_k2: await keyStore.seal({ purpose: 'k2', id: `${request.keyId} ${request.ceremonyId}` }, k2),
        begun_at: at,
      })
      .execute();
    await appendAudit(trx, at, {
      action: 'cosignature-begun',
      subject: request.keyId,
      detail: {
        ceremony: request.ceremonyId,
        counter: request.counter,
        digests: chunks(digests, 32).map((digest) => Buffer.from(digest).toString('hex')),
      },
    });
    return { r2 };
  });
}

function requirePoint(q1: Uint8Array, index: number): void {
  try {
    sm2CheckPublicKey(q1);
  } catch (error) {
    if (!(error instanceof GmError)) throw error;
    throw new SignerError('signer/request-malformed', { field: `q1.${index}` }, { cause: error });
  }
}

async function drawNonces({ keyStore, random }: Deps, key: LiveKey, { messages }: Request) {
  const p1 = await openP1(keyStore, key);
  const drawn = messages.map(() => signerStartSignature({ p1, random }));
  const k2 = Secret.take(concat(drawn.map((nonce) => nonce.k2.copy())));
  for (const nonce of drawn) nonce.k2.wipe();
  return { k2, r2: drawn.map((nonce) => nonce.r2) };
}

/** The first answer of a ceremony that is still pending; undefined when the id is new. */
async function repeatAnswer(trx: Trx, request: Request, digests: Uint8Array, at: Date) {
  const known = await trx
    .selectFrom('ceremonies')
    .selectAll()
    .where('key_id', '=', request.keyId)
    .where('ceremony_id', '=', request.ceremonyId)
    .executeTakeFirst();
  if (!known) return undefined;
  if (known.state === 'superseded') throw new SignerError('signer/ceremony-superseded');
  // Other inputs under one id: answering would let a second message meet the nonce of the first.
  const same =
    known.q1 !== null &&
    known.r2 !== null &&
    known.phone_counter === request.counter &&
    sameBytes(known.digests, digests) &&
    sameBytes(known.q1, concat(request.q1));
  if (!same) throw new SignerError('signer/ceremony-conflict');
  if (at.getTime() - known.begun_at.getTime() > CEREMONY_LIFE_MS) throw new SignerError('signer/ceremony-expired');
  return { r2: chunks(new Uint8Array(known.r2 ?? []), 65) };
}

/** One pending nonce per key: an attacker who could collect several could solve them together. */
export async function supersedePending(trx: Trx, keyId: string, at: Date): Promise<void> {
  await trx
    .updateTable('ceremonies')
    .set({ state: 'superseded', q1: null, r2: null, sealed_k2: null, settled_at: at })
    .where('key_id', '=', keyId)
    .where('state', '=', 'pending')
    .execute();
}
