/** A platform's server opens a session: a login, or the sealing of one PDF at a place it names. */
import { randomBytes, randomInt, randomUUID } from 'node:crypto';
import { type OpenedScan, type SealPlacement, scanRequestDigest } from '@qianyin/contract';
import { checkSealPlaces } from '@qianyin/pki/pdf';
import type { BlobStore } from '../../../platform/blobs.ts';
import { type Clock, addSeconds } from '../../../platform/clock.ts';
import { type Db, inTransaction } from '../../../platform/database.ts';
import { Refusal } from '../../../platform/errors.ts';
import type { FieldCipher } from '../../../platform/field-cipher.ts';
import { newToken, tokenHash } from '../../../platform/tokens.ts';
import { recordAudit } from '../../audit/index.ts';
import { type Platform, requireKind, requireOrigin, requireRedirect } from '../../platforms/index.ts';
import { insertDocument } from '../documents-store.ts';
import {
  MAX_DOCUMENT_BYTES,
  MAX_PAGES,
  type OidcRequest,
  SCAN_SECONDS,
  SEAL_SIZE,
  type SessionDocument,
} from '../model.ts';
import { readingPdf } from '../pdf-refusals.ts';
import { newTypedCode } from '../rules.ts';
import { insertSession } from '../store.ts';
import { releaseTypedCode } from '../typed-codes-store.ts';

export interface OpenDeps {
  db: Db;
  clock: Clock;
  cipher: FieldCipher;
  blobs: BlobStore;
  publicUrl: string;
}

interface Common {
  platform: Platform;
  origin: string;
  display: string;
  browser: { address: string; agent: string };
}

export type OpenInput = Common &
  (
    | { kind: 'login'; oidc: OidcRequest }
    | { kind: 'seal'; uscc: string; document: Uint8Array; documentName: string; placement: SealPlacement }
  );

export async function openScanSession(deps: OpenDeps, input: OpenInput): Promise<OpenedScan> {
  const { platform, kind, origin } = input;
  requireKind(platform, kind);
  requireOrigin(platform, origin);
  if (kind === 'login') requireRedirect(platform, input.oidc.redirectUri);
  const id = randomBytes(16).toString('base64url');
  const document = kind === 'seal' ? await storeDocument(deps, id, input) : null;
  const secret = newToken();
  const resultToken = newToken();
  const typedCode = newTypedCode((limit) => randomInt(limit));
  const digest = await scanRequestDigest(input);
  const now = deps.clock.now();
  const expiresAt = addSeconds(now, SCAN_SECONDS);
  await inTransaction(deps.db, async (tx) => {
    await releaseTypedCode(tx, typedCode, now);
    await insertSession(tx, {
      id,
      platformId: platform.id,
      kind,
      origin,
      display: input.display,
      digest,
      secretSealed: deps.cipher.seal(secret, secretPlace(id)),
      resultTokenHash: tokenHash(resultToken),
      typedCode,
      browser: input.browser,
      uscc: kind === 'seal' ? input.uscc : null,
      oidc: kind === 'login' ? input.oidc : null,
      openedAt: now,
      scanBy: expiresAt,
    });
    if (document) await insertDocument(tx, document);
    await recordAudit(tx, {
      at: now,
      actor: { kind: 'platform', id: platform.id },
      action: 'open-scan-session',
      subject: { kind: 'scan-session', id },
      details: { kind },
    });
  });
  const link = `${deps.publicUrl}/s/${id}`;
  return { id, secret, resultToken, typedCode, link, digest, expiresAt: expiresAt.toISOString() };
}

export const secretPlace = (id: string): string => `scan_sessions.session.secret:${id}`;

async function storeDocument(
  { blobs }: OpenDeps,
  sessionId: string,
  { document, documentName, placement, platform }: Extract<OpenInput, { kind: 'seal' }>,
): Promise<
  Pick<SessionDocument, 'id' | 'sessionId' | 'platformId' | 'name' | 'bytes' | 'pages' | 'placement' | 'originalBlob'>
> {
  if (document.length > MAX_DOCUMENT_BYTES) throw new Refusal('request/too-large');
  // A place off the page is the platform's mistake: it hears of it now, not the person at the phone later.
  const limits = { maxPages: MAX_PAGES };
  const { pages } = await readingPdf(() =>
    checkSealPlaces(document, { placements: [placement], size: SEAL_SIZE, limits }),
  );
  const originalBlob = randomUUID();
  await blobs.put(originalBlob, document);
  const bytes = document.length;
  return {
    id: randomUUID(),
    sessionId,
    platformId: platform.id,
    name: documentName,
    bytes,
    pages,
    placement,
    originalBlob,
  };
}
