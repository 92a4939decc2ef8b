/**
 * The ceremony ends: the session is confirmed and, for a seal, the signature is laid into the document. Repeating the
 * call after a lost answer gives the same answer.
 */
import { randomUUID } from 'node:crypto';
import { assembleSignedData, parseCertificate } from '@qianyin/pki';
import { embedPdfSignature } from '@qianyin/pki/pdf';
import type { SignerClient } from '@qianyin/signer/interface';
import type { BlobStore } from '../../../platform/blobs.ts';
import type { Clock } from '../../../platform/clock.ts';
import { type Db, inTransaction } from '../../../platform/database.ts';
import { Refusal } from '../../../platform/errors.ts';
import { announce } from '../../../platform/events.ts';
import type { WalletHolder } from '../../accounts/index.ts';
import { recordAudit } from '../../audit/index.ts';
import { type UsableCertificate, certificateForUse } from '../../certificates/index.ts';
import { finishCosignature } from '../../keys/index.ts';
import { noteUse } from '../../platforms/index.ts';
import { documentsOf, storeSealed } from '../documents-store.ts';
import { type SessionDocument, stateOf, topicOf } from '../model.ts';
import { moveScanned } from '../transitions-store.ts';
import { ownedSession } from './owned-session.ts';

interface Deps {
  db: Db;
  clock: Clock;
  signer: SignerClient;
  blobs: BlobStore;
}

interface Input {
  holder: WalletHolder;
  id: string;
  ceremonyId: string;
  s1: Uint8Array[];
}

export async function finishScanSignature(
  deps: Deps,
  input: Input,
): Promise<{ signatures: Uint8Array[]; counter: number; callback: string }> {
  const now = deps.clock.now();
  const session = await ownedSession(deps.db, input);
  const state = stateOf(session, now);
  const over = !['scanned', 'confirmed'].includes(state);
  const asksAgain = input.s1.length === 0;
  if (session.ceremonyId !== input.ceremonyId || session.certificateId === null || (over && !asksAgain))
    throw new Refusal(state === 'expired' ? 'scan/expired' : 'scan/not-waiting');
  const { accountId } = input.holder;
  const certificate = await certificateForUse(deps.db, { accountId, certificateId: session.certificateId, now });
  const signed = await finishCosignature(deps, { ...input, keyId: certificate.keyId });
  // Signed, but the session ended before that was noted here: nothing comes of it, and still it was counted. A phone
  // that never learned the count would be taken for a copy of itself.
  if (over)
    throw new Refusal(state === 'expired' ? 'scan/expired' : 'scan/not-waiting', { data: { counter: signed.counter } });
  if (state === 'scanned') await confirm(deps, session.id, session.platformId, input, certificate, signed.signatures);
  return { ...signed, callback: session.origin };
}

async function confirm(
  { db, clock, blobs }: Deps,
  id: string,
  platformId: string,
  { holder, ceremonyId }: Input,
  certificate: UsableCertificate,
  [statementSignature, ...documentSignatures]: Uint8Array[],
): Promise<void> {
  if (statementSignature === undefined) throw new Refusal('scan/not-waiting');
  const sealed: { document: SessionDocument; blob: string; signature: Uint8Array }[] = [];
  for (const [index, document] of (await documentsOf(db, id)).entries()) {
    const signature = documentSignatures[index];
    if (signature === undefined) throw new Refusal('scan/not-waiting');
    sealed.push({ document, signature, blob: await layInSignature(blobs, document, certificate, signature) });
  }
  await inTransaction(db, async (tx) => {
    const now = clock.now();
    const facts = { confirmed_at: now, statement_signature: Buffer.from(statementSignature) };
    // Lost to a second call with the same ceremony: that one has confirmed the same signatures.
    if (!(await moveScanned(tx, { id, now, ceremonyId }, facts))) return;
    for (const { document, blob, signature } of sealed) await storeSealed(tx, document.id, { blob, signature });
    await noteUse(tx, { accountId: holder.accountId, platformId, at: now });
    await recordAudit(tx, {
      at: now,
      actor: { kind: 'account', id: holder.accountId },
      action: 'finish-scan-signature',
      subject: { kind: 'scan-session', id },
      details: { certificate: certificate.serial, ceremonyId, documents: sealed.length },
    });
    await announce(tx, topicOf(id));
  });
}

async function layInSignature(
  blobs: BlobStore,
  document: SessionDocument,
  certificate: UsableCertificate,
  signature: Uint8Array,
): Promise<string> {
  if (document.preparedBlob === null || document.attributes === null) throw new Refusal('scan/not-waiting');
  const cms = assembleSignedData({
    attributes: new Uint8Array(document.attributes),
    signature,
    certificate: parseCertificate(certificate.signing),
    chain: certificate.chain.map(parseCertificate),
  });
  const prepared = new Uint8Array(await blobs.get(document.preparedBlob));
  const blob = randomUUID();
  await blobs.put(blob, embedPdfSignature({ prepared, cms }));
  return blob;
}
