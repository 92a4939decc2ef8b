/**
 * Fixes what will be co-signed: the authorisation statement, and for a seal the document with the seal laid in and the
 * CMS attributes over it. Choosing again replaces all of it and voids a ceremony that had begun.
 */
import { randomBytes, randomUUID } from 'node:crypto';
import { type PreparedScan, canonicalStatement } from '@qianyin/contract';
import { buildSignedAttributes, parseCertificate } from '@qianyin/pki';
import { preparePdfSeal } from '@qianyin/pki/pdf';
import type { BlobStore } from '../../../platform/blobs.ts';
import type { Clock } from '../../../platform/clock.ts';
import { type Db, inTransaction } from '../../../platform/database.ts';
import { Refusal } from '../../../platform/errors.ts';
import type { WalletHolder } from '../../accounts/index.ts';
import { recordAudit } from '../../audit/index.ts';
import { type UsableCertificate, certificateForUse } from '../../certificates/index.ts';
import { sealForUse } from '../../seals/index.ts';
import { documentsOf, storePrepared } from '../documents-store.ts';
import type { Session, SessionDocument } from '../model.ts';
import { readingPdf } from '../pdf-refusals.ts';
import { moveScanned } from '../transitions-store.ts';
import { waitingSession } from './owned-session.ts';

interface Deps {
  db: Db;
  clock: Clock;
  blobs: BlobStore;
}

interface Choice {
  holder: WalletHolder;
  id: string;
  certificateId: string;
  sealId: string | null;
}

interface Prepared {
  document: SessionDocument;
  blob: string;
  digest: Uint8Array;
  attributes: Uint8Array;
}

export async function prepareScanSession(deps: Deps, choice: Choice): Promise<PreparedScan> {
  const now = deps.clock.now();
  const { accountId } = choice.holder;
  const session = await waitingSession(deps.db, choice, now);
  const certificate = await certificateForUse(deps.db, { accountId, certificateId: choice.certificateId, now });
  if (session.uscc !== null && certificate.uscc !== session.uscc) throw new Refusal('scan/certificate-not-eligible');
  if ((session.kind === 'seal') !== (choice.sealId !== null)) throw new Refusal('seals/not-found');
  const prepared = choice.sealId ? await layInSeal(deps, session, certificate, choice.sealId, accountId, now) : [];
  const statement = canonicalStatement({
    v: 1,
    kind: session.kind,
    session: session.id,
    platform: session.platformId,
    origin: session.origin,
    display: session.display,
    documents: prepared.map(({ document, digest }) => ({
      name: document.name,
      digest: Buffer.from(digest).toString('hex'),
    })),
    certificate: certificate.serial,
    seal: choice.sealId,
    time: now.toISOString(),
    nonce: randomBytes(16).toString('base64url'),
  });
  await inTransaction(deps.db, async (tx) => {
    const facts = { certificate_id: certificate.id, seal_id: choice.sealId, statement, ceremony_id: null };
    if (!(await moveScanned(tx, { id: session.id, now }, facts))) throw new Refusal('scan/not-waiting');
    for (const { document, ...rest } of prepared) await storePrepared(tx, document.id, rest);
    await recordAudit(tx, {
      at: now,
      actor: { kind: 'account', id: accountId },
      action: 'prepare-scan-session',
      subject: { kind: 'scan-session', id: session.id },
      details: { certificate: certificate.serial, seal: choice.sealId },
    });
  });
  return {
    statement,
    attributes: prepared.map(({ document, attributes }) => ({
      documentId: document.id,
      attributes: Buffer.from(attributes).toString('base64url'),
    })),
  };
}

async function layInSeal(
  { db, blobs }: Deps,
  session: Session,
  certificate: UsableCertificate,
  sealId: string,
  accountId: string,
  now: Date,
): Promise<Prepared[]> {
  const seal = await sealForUse(db, { accountId, sealId, certificateId: certificate.id });
  const prepared: Prepared[] = [];
  for (const document of await documentsOf(db, session.id)) {
    const { prepared: pdf, digest } = await readingPdf(async () =>
      preparePdfSeal({
        pdf: new Uint8Array(await blobs.get(document.originalBlob)),
        placements: [document.placement],
        drawing: seal.drawing,
        fieldName: `qianyin-${document.id}`,
        signerName: certificate.unitName,
        signingTime: now,
      }),
    );
    const blob = randomUUID();
    await blobs.put(blob, pdf);
    const attributes = buildSignedAttributes({
      contentDigest: digest,
      signingTime: now,
      certificate: parseCertificate(certificate.signing),
    });
    prepared.push({ document, blob, digest, attributes });
  }
  return prepared;
}
