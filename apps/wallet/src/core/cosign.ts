/**
 * The phone's side of a co-signature (specs/two-party-sm2/v1.md): nonces, s', the finished signatures verified.
 *
 * What is signed is fixed before a nonce point leaves, and one ceremony has at most two of them (§10). Before the
 * finishing call leaves, the ceremony is written down: an answer that got lost is asked for again under the same id
 * before the key does anything else, so that neither a try nor the counter is spent twice.
 */
import { GmError, phoneFinishSignature, phoneStartSignature, type Secret, sm2Digest } from '@qianyin/gm';
import { answerList } from './answer.ts';
import { newId, toBase64url } from './bytes.ts';
import { finishCeremony, type FinishedCeremony, settleCeremony } from './ceremony.ts';
import { WalletError } from './errors.ts';
import { findKey, openShare } from './key-store.ts';
import type { Phone } from './phone.ts';
import { type KeyRefusal, keyRefusal } from './refusal.ts';
import type { CeremonyPurpose, KeyRecord } from './storage.ts';

/** The opening call of a ceremony; it throws when the service would sign something else than `messages`. */
export type BeginCeremony = (start: { ceremonyId: string; counter: number; q1: string[] }) => Promise<{ r2: string[] }>;

export interface CosignInput {
  keyId: string;
  pin: string;
  purpose: CeremonyPurpose;
  /** What the phone worked out and showed. */
  messages: Uint8Array[];
  begin: BeginCeremony;
}

/** Two-party SM2 §10: with more nonces of one phone open, a dishonest signer could combine their answers. */
const MAX_MESSAGES = 2;
/** A draw that hits one of the standard's retry cases happens once in 2^250; more in a row mean a broken source. */
const DRAWS = 3;

/** Throws wallet/…, and what the operations answer besides the refusals of the key. */
export async function cosign(phone: Phone, input: CosignInput): Promise<FinishedCeremony | KeyRefusal> {
  if (input.messages.length > MAX_MESSAGES) throw new WalletError('wallet/answer-invalid', { field: 'messages' });
  const earlier = await settleCeremony(phone, input.keyId);
  if (earlier !== undefined && samePurpose(earlier.purpose, input.purpose)) return earlier;
  const key = await findKey(phone, input.keyId);
  const d1 = await openShare(phone, key, input.pin);
  try {
    return await attempt(phone, input, key, d1);
  } catch (error) {
    const refusal = keyRefusal(error);
    if (refusal !== undefined) return refusal;
    throw error;
  } finally {
    d1.wipe();
  }
}

async function attempt(phone: Phone, input: CosignInput, key: KeyRecord, d1: Secret): Promise<FinishedCeremony> {
  const digests = input.messages.map((message) => sm2Digest(key.publicKey, message));
  for (let draw = 0; draw < DRAWS; draw++) {
    const ceremonyId = newId(phone.random);
    const s1 = await answerNonces(phone, { ...input, ceremonyId, counter: key.counter }, digests, d1);
    if (s1 === undefined) continue;
    return finishCeremony(phone, key, { ceremonyId, keyId: key.keyId, purpose: input.purpose, digests }, s1);
  }
  throw new WalletError('wallet/answer-invalid', { field: 'r2' });
}

/** s' per message; undefined in the retry cases. */
async function answerNonces(
  phone: Phone,
  { begin, ceremonyId, counter }: Pick<CosignInput, 'begin'> & { ceremonyId: string; counter: number },
  digests: Uint8Array[],
  d1: Secret,
): Promise<string[] | undefined> {
  const nonces = digests.map((e) => ({ e, ...phoneStartSignature({ random: phone.random }) }));
  try {
    const begun = await begin({ ceremonyId, counter, q1: nonces.map(({ q1 }) => toBase64url(q1)) });
    const r2 = answerList(begun.r2, 'r2', nonces.length, 65);
    return nonces.map((nonce, i) => toBase64url(phoneFinishSignature({ d1, ...nonce, r2: r2[i]! }).s1));
  } catch (error) {
    if (!(error instanceof GmError)) throw error;
    if (error.code === 'gm/retry') return undefined;
    throw new WalletError('wallet/answer-invalid', { field: 'r2', cause: error });
  } finally {
    for (const { k1 } of nonces) k1.wipe();
  }
}

function samePurpose(a: CeremonyPurpose, b: CeremonyPurpose): boolean {
  if (a.kind === 'scan') return b.kind === 'scan' && a.scanId === b.scanId;
  return b.kind === a.kind && a.orderId === b.orderId && a.keyId === b.keyId;
}
