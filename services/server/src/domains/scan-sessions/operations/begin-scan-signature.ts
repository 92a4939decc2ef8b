/** The person chose the number that stands on the computer; the prepared messages go into a ceremony. */
import type { SignerClient } from '@qianyin/signer/interface';
import type { Clock } from '../../../platform/clock.ts';
import { type Db, inTransaction } from '../../../platform/database.ts';
import { Refusal } from '../../../platform/errors.ts';
import { announce } from '../../../platform/events.ts';
import type { WalletHolder } from '../../accounts/index.ts';
import { recordAudit } from '../../audit/index.ts';
import { certificateForUse } from '../../certificates/index.ts';
import { beginCosignature } from '../../keys/index.ts';
import { documentsOf } from '../documents-store.ts';
import { type Session, topicOf } from '../model.ts';
import { moveScanned } from '../transitions-store.ts';
import { waitingSession } from './owned-session.ts';

interface Deps {
  db: Db;
  clock: Clock;
  signer: SignerClient;
}

interface Input {
  holder: WalletHolder;
  id: string;
  number: string | null;
  ceremonyId: string;
  counter: number;
  q1: Uint8Array[];
}

export async function beginScanSignature(deps: Deps, input: Input): Promise<{ r2: Uint8Array[] }> {
  const now = deps.clock.now();
  const session = await waitingSession(deps.db, input, now);
  const { statement, certificateId } = session;
  if (statement === null || certificateId === null) throw new Refusal('scan/not-waiting');
  if (session.number !== input.number) await failByNumber(deps, session, input.holder, now);
  const { accountId } = input.holder;
  const certificate = await certificateForUse(deps.db, { accountId, certificateId, now });
  const messages = await messagesOf(deps.db, session, statement);
  await inTransaction(deps.db, async (tx) => {
    // Only what this call has read goes into the ceremony: a choice made meanwhile refuses it.
    const moved = await moveScanned(tx, { id: session.id, now, statement }, { ceremony_id: input.ceremonyId });
    if (!moved) throw new Refusal('scan/not-waiting');
  });
  return beginCosignature(deps, {
    holder: input.holder,
    keyId: certificate.keyId,
    ceremonyId: input.ceremonyId,
    counter: input.counter,
    q1: input.q1,
    messages,
    purpose: { action: 'begin-scan-signature', subject: { kind: 'scan-session', id: session.id } },
  });
}

/** What is co-signed, in order: the statement, then each document's CMS attributes. */
async function messagesOf(db: Db, session: Session, statement: string): Promise<Uint8Array[]> {
  const documents = await documentsOf(db, session.id);
  const attributes = documents.map((document) => {
    if (document.attributes === null) throw new Refusal('scan/not-waiting');
    return new Uint8Array(document.attributes);
  });
  return [new TextEncoder().encode(statement), ...attributes];
}

// One choice out of three: a second try would make guessing cheap for whoever relays a QR to a victim.
async function failByNumber({ db }: Deps, session: Session, holder: WalletHolder, now: Date): Promise<never> {
  await inTransaction(db, async (tx) => {
    await moveScanned(tx, { id: session.id, now }, { failed_at: now, failure: 'number-wrong' });
    await recordAudit(tx, {
      at: now,
      actor: { kind: 'account', id: holder.accountId },
      action: 'begin-scan-signature',
      subject: { kind: 'scan-session', id: session.id },
      details: { result: 'scan/number-wrong' },
    });
    await announce(tx, topicOf(session.id));
  });
  throw new Refusal('scan/number-wrong');
}
