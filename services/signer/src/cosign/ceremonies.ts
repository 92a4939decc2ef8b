/** The rows of ceremonies: a pending one holds its nonces; a settled one holds its answer and nothing secret. */
import type { Selectable } from 'kysely';
import { chunks } from '../database/bytes.ts';
import type { Tables, Trx } from '../database/tables.ts';
import { SignerError } from '../interface/index.ts';
import type { ReplyOf } from '../interface/index.ts';
import { refusalError } from './pins.ts';
import type { Refused } from './pins.ts';

export type Ceremony = Selectable<Tables['ceremonies']>;
export type Pending = Ceremony & { state: 'pending'; q1: Uint8Array; r2: Uint8Array; sealed_k2: Uint8Array };
/** What finish-cosignature says of a ceremony, first and every later time. */
export type Answer = ReplyOf<'finish-cosignature'> | SignerError;

/** The ceremony, locked. Another key's ceremony is unknown here. */
export async function lockCeremony(trx: Trx, keyId: string, ceremonyId: string): Promise<Ceremony> {
  const ceremony = await trx
    .selectFrom('ceremonies')
    .selectAll()
    .where('key_id', '=', keyId)
    .where('ceremony_id', '=', ceremonyId)
    .forUpdate()
    .executeTakeFirst();
  if (!ceremony) throw new SignerError('signer/ceremony-unknown');
  return ceremony;
}

/** The stored answer; undefined while pending. */
export function answerOf(ceremony: Ceremony): Answer | undefined {
  const { state, signatures, counter_after, refusal, tries_left } = ceremony;
  if (state === 'pending') return undefined;
  if (signatures && counter_after !== null) {
    return { signatures: chunks(new Uint8Array(signatures), 64), counter: counter_after };
  }
  if (refusal) return refusalError({ refusal, tries_left });
  return new SignerError('signer/ceremony-superseded');
}

const WIPED = { q1: null, r2: null, sealed_k2: null } as const;

export async function settleRefused(trx: Trx, ceremony: Pending, refused: Refused, at: Date): Promise<SignerError> {
  const { refusal, triesLeft: tries_left } = refused;
  await settle(trx, ceremony, { state: 'refused', refusal, tries_left, settled_at: at });
  return refusalError({ refusal, tries_left });
}

export async function settleFinished(
  trx: Trx,
  ceremony: Pending,
  result: { signatures: Uint8Array; counter: number },
  at: Date,
): Promise<void> {
  const { signatures, counter } = result;
  await settle(trx, ceremony, { state: 'finished', signatures, counter_after: counter, settled_at: at });
}

async function settle(trx: Trx, ceremony: Pending, change: Partial<Ceremony>): Promise<void> {
  const changed = await trx
    .updateTable('ceremonies')
    .set({ ...WIPED, ...change })
    .where('key_id', '=', ceremony.key_id)
    .where('ceremony_id', '=', ceremony.ceremony_id)
    .where('state', '=', 'pending')
    .executeTakeFirst();
  if (changed.numUpdatedRows !== 1n) throw new Error('a locked ceremony changed under its lock');
}
