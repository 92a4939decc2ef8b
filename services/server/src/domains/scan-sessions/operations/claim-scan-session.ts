/** The first phone that scans, or types the code, owns the session. */
import { randomInt } from 'node:crypto';
import { checkScanCode, isScanCodeFresh } from '@qianyin/contract';
import { type Clock, addSeconds } from '../../../platform/clock.ts';
import { type Db, inTransaction } from '../../../platform/database.ts';
import { Refusal, found } from '../../../platform/errors.ts';
import { announce } from '../../../platform/events.ts';
import type { FieldCipher } from '../../../platform/field-cipher.ts';
import type { WalletHolder } from '../../accounts/index.ts';
import { recordAudit } from '../../audit/index.ts';
import { requireProof } from '../../identity-proofing/index.ts';
import { ACT_SECONDS, type Session, TYPED_TRIES_PER_HOUR, stateOf, topicOf } from '../model.ts';
import { newNumbers } from '../rules.ts';
import { sessionById, sessionSecrets } from '../store.ts';
import { takeForPhone } from '../transitions-store.ts';
import { lockTypedTries, noteTypedTry, sessionByTypedCode, typedTriesSince } from '../typed-codes-store.ts';
import { secretPlace } from './open-scan-session.ts';

interface Deps {
  db: Db;
  clock: Clock;
  cipher: FieldCipher;
}

export type Claim = { id: string; t: number; c: string } | { typedCode: string };

export async function claimScanSession(
  deps: Deps,
  { holder, claim }: { holder: WalletHolder; claim: Claim },
): Promise<Session> {
  await requireProof(deps.db, holder.accountId);
  const session = 'typedCode' in claim ? await typed(deps, holder, claim.typedCode) : await scanned(deps, claim);
  const now = deps.clock.now();
  // A repeated scan by the same phone finds what it already owns.
  if (session.accountId === holder.accountId && session.jkt === holder.jkt && stateOf(session, now) === 'scanned')
    return session;
  if (session.scannedAt !== null) throw new Refusal('scan/taken');
  const numbers = newNumbers(session.kind, (limit) => randomInt(limit));
  return inTransaction(deps.db, async (tx) => {
    const taken = await takeForPhone(tx, session.id, {
      accountId: holder.accountId,
      jkt: holder.jkt,
      at: now,
      actBy: addSeconds(now, ACT_SECONDS),
      number: numbers?.number ?? null,
      numbers: numbers?.numbers ?? null,
    });
    if (taken === undefined) throw new Refusal(session.scanBy <= now ? 'scan/expired' : 'scan/taken');
    await recordAudit(tx, {
      at: now,
      actor: { kind: 'account', id: holder.accountId },
      action: 'claim-scan-session',
      subject: { kind: 'scan-session', id: session.id },
      details: { typed: 'typedCode' in claim },
    });
    await announce(tx, topicOf(session.id));
    return taken;
  });
}

async function scanned(deps: Deps, { id, t, c }: { id: string; t: number; c: string }): Promise<Session> {
  const session = found(await sessionById(deps.db, id), 'scan/not-found');
  const secret = deps.cipher.open((await sessionSecrets(deps.db, id)).secret_sealed, secretPlace(id));
  const { kind, digest, origin } = session;
  if (!(await checkScanCode(secret, { id, t, kind, digest, origin }, c))) throw new Refusal('scan/code-wrong');
  const now = deps.clock.now();
  // A photographed or replayed QR is worthless after ten seconds.
  if (!isScanCodeFresh(t, Math.floor(now.getTime() / 1000))) throw new Refusal('scan/code-expired');
  if (session.scannedAt === null && session.scanBy <= now) throw new Refusal('scan/expired');
  return session;
}

// One try of an account after the other: many at once would all be counted before the first of them is written down.
async function typed({ db, clock }: Deps, { accountId }: WalletHolder, typedCode: string): Promise<Session> {
  const now = clock.now();
  const hit = await inTransaction(db, async (tx) => {
    await lockTypedTries(tx, accountId);
    const tries = await typedTriesSince(tx, accountId, addSeconds(now, -3600));
    if (tries >= TYPED_TRIES_PER_HOUR) throw new Refusal('scan/typed-code-tries-used');
    const session = await sessionByTypedCode(tx, typedCode);
    if (session === undefined || session.scanBy <= now) await noteTypedTry(tx, accountId, now);
    return session;
  });
  const session = found(hit, 'scan/not-found');
  if (session.scanBy <= now) throw new Refusal('scan/expired');
  return session;
}
