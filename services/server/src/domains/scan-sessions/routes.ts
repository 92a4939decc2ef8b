/** The HTTP of scan sessions. */
import { bytesOf, textOf } from '../../platform/base64url.ts';
import type { BlobStore } from '../../platform/blobs.ts';
import { Refusal, found } from '../../platform/errors.ts';
import type { News } from '../../platform/events.ts';
import { api } from '../../platform/http-context.ts';
import { type GuardDeps, requireWallet } from '../accounts/index.ts';
import type { KeysDeps } from '../keys/index.ts';
import { requirePlatform } from '../platforms/index.ts';
import { documentsOf, sealedDocumentOf } from './documents-store.ts';
import { beginScanSignature } from './operations/begin-scan-signature.ts';
import { claimScanSession } from './operations/claim-scan-session.ts';
import { finishScanSignature } from './operations/finish-scan-signature.ts';
import { openScanSession } from './operations/open-scan-session.ts';
import { ownedSession } from './operations/owned-session.ts';
import { prepareScanSession } from './operations/prepare-scan-session.ts';
import { refuseScanSession } from './operations/refuse-scan-session.ts';
import { describeRequest } from './operations/show-scan-request.ts';
import { type LoginGrant, takeScanResult } from './operations/take-scan-result.ts';
import { watchSession } from './progress.ts';
import { sessionById } from './store.ts';

export interface ScanSessionsDeps extends GuardDeps {
  blobs: BlobStore;
  news: News;
  signer: KeysDeps['signer'];
  publicUrl: string;
  finishLogin(grant: LoginGrant): Promise<string>;
}

export function scanSessionsRoutes(deps: ScanSessionsDeps) {
  return { ...platformRoutes(deps), ...walletRoutes(deps) };
}

function platformRoutes(deps: ScanSessionsDeps) {
  const platform = requirePlatform(deps);
  const scan = api.scanSessions;
  return {
    openScanSession: scan.openScanSession.use(platform).handler(async ({ input, context }) => {
      if (input.kind === 'login') return openScanSession(deps, { ...input, platform: context.platform });
      const document = new Uint8Array(await input.document.arrayBuffer());
      return openScanSession(deps, { ...input, document, platform: context.platform });
    }),
    watchScanSession: scan.watchScanSession.use(platform).handler(async ({ input, context, signal }) => {
      const session = found(await sessionById(deps.db, input.id), 'scan/not-found');
      if (session.platformId !== context.platform.id) throw new Refusal('scan/not-found');
      return watchSession(deps, session.id, signal);
    }),
    takeScanResult: scan.takeScanResult
      .use(platform)
      .handler(({ input, context }) => takeScanResult(deps, { ...input, platform: context.platform })),
    downloadSealedDocument: scan.downloadSealedDocument.use(platform).handler(async ({ input, context }) => {
      const owned = { platformId: context.platform.id, documentId: input.documentId };
      const document = found(await sealedDocumentOf(deps.db, owned), 'scan/document-not-found');
      return pdfFile(deps.blobs, found(document.sealedBlob ?? undefined, 'scan/document-not-found'), document.name);
    }),
  };
}

function walletRoutes(deps: ScanSessionsDeps) {
  const wallet = requireWallet(deps);
  const scan = api.scanSessions;
  return {
    claimScanSession: scan.claimScanSession.use(wallet).handler(async ({ input, context: { holder } }) => {
      const session = await claimScanSession(deps, { holder, claim: input });
      return describeRequest(deps, { session, accountId: holder.accountId });
    }),
    showScanRequest: scan.showScanRequest.use(wallet).handler(async ({ input, context: { holder } }) => {
      const session = await ownedSession(deps.db, { holder, id: input.id });
      return describeRequest(deps, { session, accountId: holder.accountId });
    }),
    prepareScanSession: scan.prepareScanSession
      .use(wallet)
      .handler(({ input, context: { holder } }) => prepareScanSession(deps, { ...input, holder })),
    readScanDocument: scan.readScanDocument.use(wallet).handler(async ({ input, context: { holder } }) => {
      const session = await ownedSession(deps.db, { holder, id: input.id });
      const document = (await documentsOf(deps.db, session.id)).find(({ id }) => id === input.documentId);
      const blob = found(document?.preparedBlob ?? document?.originalBlob, 'scan/document-not-found');
      return pdfFile(deps.blobs, blob, document?.name ?? '');
    }),
    beginScanSignature: scan.beginScanSignature.use(wallet).handler(async ({ input, context: { holder } }) => {
      const { r2 } = await beginScanSignature(deps, { ...input, holder, q1: input.q1.map(bytesOf) });
      return { r2: r2.map(textOf) };
    }),
    finishScanSignature: scan.finishScanSignature.use(wallet).handler(async ({ input, context: { holder } }) => {
      const finished = await finishScanSignature(deps, { ...input, holder, s1: input.s1.map(bytesOf) });
      return { ...finished, signatures: finished.signatures.map(textOf) };
    }),
    refuseScanSession: scan.refuseScanSession.use(wallet).handler(async ({ input, context: { holder } }) => {
      await refuseScanSession(deps, { ...input, holder });
      return {};
    }),
  };
}

async function pdfFile(blobs: BlobStore, blob: string, name: string): Promise<File> {
  const bytes = new Uint8Array(await blobs.get(blob));
  return new File([bytes], name.toLowerCase().endsWith('.pdf') ? name : `${name}.pdf`, { type: 'application/pdf' });
}
