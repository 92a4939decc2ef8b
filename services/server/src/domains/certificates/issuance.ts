/**
 * The cycle of one certificate: serial and to-be-signed bytes stored → linted at the signer → one-use token → signed →
 * stored. Whoever repeats it after a crash, or runs it at the same moment, goes on with the stored bytes, so that an
 * order never gets two certificates of one purpose: the signer signs a set of bytes once and answers the same signature
 * afterwards.
 */
import { setTimeout as wait } from 'node:timers/promises';
import { SignerError, type SignerClient, type SignerErrorCode } from '@qianyin/signer/interface';
import type { CertificateProfile, IssuanceFacts } from '@qianyin/signer/interface';
import { type Clock, addSeconds } from '../../platform/clock.ts';
import type { Db } from '../../platform/database.ts';
import { Refusal } from '../../platform/errors.ts';
import { askSigner } from '../keys/index.ts';
import { type Issuance, abandonIssuance, insertIssuance, liveIssuance, storeSignature } from './issuance-store.ts';
import type { CertificatePurpose } from './rules.ts';

/** The signer takes no bytes whose validity began more than a day ago; older ones are made again well before that. */
const BYTES_LIFE_SECONDS = 12 * 3600;
const ATTEMPTS = 8;
const PAUSE_MS = 25;

interface Deps {
  db: Db;
  clock: Clock;
  signer: SignerClient;
}

export interface IssuancePlan {
  orderId: string;
  purpose: CertificatePurpose;
  facts: IssuanceFacts;
  /** Makes fresh bytes with a fresh serial; called only when none are stored. */
  prepare(at: Date): Omit<Issuance, 'signature'>;
}

export type SignedIssuance = Issuance & { signature: Uint8Array };

/** Throws `certificates/lint-failed`, and keys/… when the signer cannot be used or the key is locked. */
export async function carryThrough(deps: Deps, plan: IssuancePlan): Promise<SignedIssuance> {
  for (let attempt = 1; attempt <= ATTEMPTS; attempt++) {
    const issuance = await preparedIssuance(deps, plan);
    if (issuance.signature !== null) return { ...issuance, signature: issuance.signature };
    try {
      const signature = await sign(deps.signer, issuance, plan.facts);
      await storeSignature(deps.db, issuance.id, signature, deps.clock.now());
    } catch (error) {
      if (!isRefusal(error, 'signer/token-wrong')) await giveUp(deps, issuance, error);
      // Another call has linted the same bytes after us and holds the token: it signs, we look again.
      await wait(PAUSE_MS * attempt);
    }
  }
  throw new Refusal('keys/signer-unavailable');
}

async function preparedIssuance({ db, clock }: Deps, plan: IssuancePlan): Promise<Issuance> {
  const now = clock.now();
  const stored = await liveIssuance(db, plan);
  if (stored !== undefined && (stored.signature !== null || addSeconds(stored.preparedAt, BYTES_LIFE_SECONDS) > now))
    return stored;
  if (stored !== undefined) await abandonIssuance(db, stored.id, { at: now, why: 'too-old' });
  await insertIssuance(db, plan.prepare(now));
  // Read back: another call may have been faster, and what is stored is what counts.
  const live = await liveIssuance(db, plan);
  if (live === undefined) throw new Refusal('server/unavailable');
  return live;
}

async function sign(signer: SignerClient, issuance: Issuance, facts: IssuanceFacts): Promise<Uint8Array> {
  const { id: issuanceId, tbs } = issuance;
  const profile = issuance.profile as CertificateProfile;
  const { token } = await signer.lintCertificate({ issuanceId, tbs, profile, facts });
  const { signature } = await signer.signCertificate({ issuanceId, token, tbs });
  return signature;
}

async function giveUp({ db, clock }: Deps, { id }: Issuance, error: unknown): Promise<never> {
  for (const code of ['signer/lint-refused', 'signer/structure-refused', 'signer/serial-taken'] as const) {
    if (!isRefusal(error, code)) continue;
    // These bytes will never be signed; the next try makes new ones, after somebody mended what was wrong.
    await abandonIssuance(db, id, { at: clock.now(), why: code });
    throw new Refusal('certificates/lint-failed', { cause: error });
  }
  return askSigner(() => Promise.reject(error));
}

const isRefusal = (error: unknown, code: SignerErrorCode): boolean =>
  error instanceof SignerError && error.code === code;
