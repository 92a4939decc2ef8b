/** What the exchange's server tells its pages. */
import type { SealPlacement } from '@qianyin/contract';
import type { ExchangeProblem } from './errors.ts';

export const MAX_PDF_BYTES = 20 * 1024 * 1024;
export const MAX_PDF_MEGABYTES = 20;

export type LoginWay = 'password' | 'scan' | 'redirect';

export interface SessionView {
  unit: { name: string; uscc: string };
  /** How this session began. */
  way: LoginWay;
  startedAt: string;
  /** Sent back in `x-csrf-token` with every change. */
  csrfToken: string;
}

/** One event of a scan login; `confirmed` means: finish it. */
export interface ScanLoginEvent {
  state: 'opened' | 'scanned' | 'confirmed' | 'refused' | 'expired' | 'failed';
  /** The link of this moment, while the session waits for a phone. */
  link: string | null;
  typedCode: string;
  expiresAt: string;
}

export interface DocumentView {
  id: string;
  name: string;
  bytes: number;
  /** Seals that this exchange has had put on it. */
  seals: number;
  createdAt: string;
}

export type SealingState = 'opened' | 'scanned' | 'confirmed' | 'sealed' | 'refused' | 'expired' | 'failed';

/** One event of a sealing; `confirmed` means that the sealed file is being fetched. */
export interface SealingEvent {
  id: string;
  state: SealingState;
  document: { id: string; name: string };
  placement: SealPlacement;
  link: string | null;
  typedCode: string;
  /** The number that must be chosen on the phone; null before it was scanned. */
  number: string | null;
  expiresAt: string;
  sealedDocumentId: string | null;
  problem: ExchangeProblem | null;
}
