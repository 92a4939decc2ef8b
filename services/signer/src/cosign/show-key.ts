/** show-key: state, tries and count of a key. */
import type { Signer } from '../context.ts';
import type { ReplyOf, RequestOf } from '../interface/index.ts';
import { readKey } from './keys.ts';
import { triesLeft } from './pins.ts';

/** Throws signer/key-unknown. */
export async function showKey(
  { db }: Pick<Signer, 'db'>,
  request: RequestOf<'show-key'>,
): Promise<ReplyOf<'show-key'>> {
  const key = await readKey(db, request.keyId);
  const pin = await db.selectFrom('pins').selectAll().where('pin_id', '=', key.pin_id).executeTakeFirstOrThrow();
  return {
    purpose: key.purpose,
    state: key.ended_at ? 'ended' : pin.locked_at ? 'locked' : 'active',
    ...(pin.lock_reason && { lockReason: pin.lock_reason }),
    triesLeft: triesLeft(pin),
    counter: key.counter,
    publicKey: new Uint8Array(key.public_key),
  };
}
