/**
 * Finishing a ceremony, now or after a lost answer. Signatures are verified before they are used; the counter moves
 * and the record of the pending ceremony goes in one write.
 */
import { problemOf } from '@qianyin/client';
import { sm2VerifyDigest } from '@qianyin/gm';
import { answerList } from './answer.ts';
import type { Bytes } from './bytes.ts';
import { WalletError } from './errors.ts';
import { findKey } from './key-store.ts';
import { accountOf, type Phone } from './phone.ts';
import { keyRefusal } from './refusal.ts';
import type { CeremonyPurpose, KeyRecord, PendingCeremony } from './storage.ts';

export interface FinishedCeremony {
  outcome: 'signed';
  purpose: CeremonyPurpose;
  signatures: Bytes[];
  /** Of a scan on the same device: where the browser goes on. */
  callback: string | null;
}

/** Writes the ceremony down, then sends s' per message. While no answer came, the ceremony stays written down. */
export async function finishCeremony(
  phone: Phone,
  key: KeyRecord,
  pending: PendingCeremony,
  s1: string[],
): Promise<FinishedCeremony> {
  await phone.storage.commit([{ store: 'ceremonies', key: key.keyId, value: pending }]);
  try {
    return await keepFinished(phone, key, pending, await sendFinish(phone, pending, s1));
  } catch (error) {
    if (endsCeremony(error)) await closeCeremony(phone, key);
    throw error;
  }
}

/**
 * Asks again for the answer of a ceremony that was left without one; an empty s' asks without spending a try.
 * Undefined when there is none, or when it came to nothing.
 */
export async function settleCeremony(phone: Phone, keyId: string): Promise<FinishedCeremony | undefined> {
  const pending = await phone.storage.get('ceremonies', keyId);
  if (pending === undefined) return undefined;
  const key = await findKey(phone, keyId);
  try {
    return await keepFinished(phone, key, pending, await sendFinish(phone, pending, []));
  } catch (error) {
    if (!endsCeremony(error)) throw error;
    await closeCeremony(phone, { ...key, counter: countedIn(error) ?? key.counter });
    return undefined;
  }
}

/** Brings every pending ceremony of the account to its end; answers the one that confirmed this scan, if any did. */
export async function settleScan(phone: Phone, scanId: string): Promise<FinishedCeremony | undefined> {
  const account = accountOf(phone).id;
  const keys = (await phone.storage.list('keys')).filter(({ accountId }) => accountId === account);
  const settled: (FinishedCeremony | undefined)[] = [];
  for (const { keyId } of keys) settled.push(await settleCeremony(phone, keyId));
  return settled.find((each) => each?.purpose.kind === 'scan' && each.purpose.scanId === scanId);
}

async function sendFinish(phone: Phone, { purpose, ceremonyId }: PendingCeremony, s1: string[]) {
  if (purpose.kind === 'scan') {
    return phone.api.scanSessions.finishScanSignature({ id: purpose.scanId, ceremonyId, s1 });
  }
  const { orderId, keyId } = purpose;
  const answer = await phone.api.certificates.finishCertificateRequest({ orderId, keyId, ceremonyId, s1 });
  return { ...answer, callback: null };
}

async function keepFinished(
  phone: Phone,
  key: KeyRecord,
  pending: PendingCeremony,
  answer: { signatures: string[]; counter: number; callback: string | null },
): Promise<FinishedCeremony> {
  const signatures = answerList(answer.signatures, 'signatures', pending.digests.length, 64);
  // The signer counted before it answered: the count is ours whatever the signatures turn out to be.
  await closeCeremony(phone, { ...key, counter: Math.max(key.counter, answer.counter) });
  for (const [i, signature] of signatures.entries()) {
    const e = pending.digests[i];
    if (e === undefined || !sm2VerifyDigest({ publicKey: key.publicKey, e, signature })) {
      throw new WalletError('wallet/signature-invalid');
    }
  }
  return { outcome: 'signed', purpose: pending.purpose, signatures, callback: answer.callback };
}

function closeCeremony(phone: Phone, key: KeyRecord): Promise<void> {
  return phone.storage.commit([
    { store: 'keys', key: key.keyId, value: key },
    { store: 'ceremonies', key: key.keyId },
  ]);
}

/** A session that was over when its signature was counted says the count, so that the phone keeps step. */
function countedIn(error: unknown): number | undefined {
  const counter = problemOf(error)?.data?.counter;
  return typeof counter === 'number' ? counter : undefined;
}

/** An answer about the ceremony itself; anything else (no network, session over, service down) leaves it pending. */
function endsCeremony(error: unknown): boolean {
  if (keyRefusal(error) !== undefined) return true;
  const problem = problemOf(error);
  if (problem === null) return false;
  const { status, code } = problem;
  return status < 500 && status !== 429 && status !== 401 && !code.startsWith('auth/');
}
