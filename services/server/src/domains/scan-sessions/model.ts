/** A session's facts and the state they make, pure. */
import type { ScanKind, ScanState, SealPlacement } from '@qianyin/contract';

export const SCAN_SECONDS = 90;
export const ACT_SECONDS = 300;
/** How long the result of a confirmed login waits. */
export const RESULT_SECONDS = 300;
export const TYPED_TRIES_PER_HOUR = 8;
export const MAX_PAGES = 500;
/** The round company seal, the one kind there is; another kind brings its size with the request. */
export const SEAL_SIZE = { widthMm: 42, heightMm: 42 };
export const MAX_DOCUMENT_BYTES = 20 * 1024 * 1024;

export interface OidcRequest {
  redirectUri: string;
  scope: string;
  nonce: string;
  codeChallenge: string;
}

export interface Session {
  id: string;
  platformId: string;
  kind: ScanKind;
  origin: string;
  display: string;
  digest: string;
  browserAddress: string;
  browserAgent: string;
  uscc: string | null;
  oidc: OidcRequest | null;
  openedAt: Date;
  scanBy: Date;
  scannedAt: Date | null;
  actBy: Date | null;
  accountId: string | null;
  jkt: string | null;
  number: string | null;
  numbers: string[] | null;
  certificateId: string | null;
  sealId: string | null;
  statement: string | null;
  ceremonyId: string | null;
  confirmedAt: Date | null;
  statementSignature: Buffer | null;
  refusedAt: Date | null;
  failedAt: Date | null;
  resultTakenAt: Date | null;
}

export interface SessionDocument {
  id: string;
  sessionId: string;
  platformId: string;
  name: string;
  bytes: number;
  pages: number;
  placement: SealPlacement;
  originalBlob: string;
  preparedBlob: string | null;
  preparedDigest: Buffer | null;
  attributes: Buffer | null;
  signature: Buffer | null;
  sealedBlob: string | null;
}

/** The state that the facts make at an instant. */
export function stateOf(
  session: Pick<Session, 'scanBy' | 'scannedAt' | 'actBy' | 'confirmedAt' | 'refusedAt' | 'failedAt'>,
  now: Date,
): ScanState {
  if (session.confirmedAt !== null) return 'confirmed';
  if (session.refusedAt !== null) return 'refused';
  if (session.failedAt !== null) return 'failed';
  if (session.scannedAt === null) return now < session.scanBy ? 'opened' : 'expired';
  return session.actBy !== null && now < session.actBy ? 'scanned' : 'expired';
}

/** Until when the present state lasts. */
export function expiryOf(session: Pick<Session, 'scanBy' | 'actBy'>): Date {
  return session.actBy ?? session.scanBy;
}

export const topicOf = (sessionId: string): string => `scan:${sessionId}`;
