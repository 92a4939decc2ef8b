/** Shapes of the platform's client. */
import type { OpenedScan, ScanKind, ScanProgress, SealPlacement } from '@qianyin/contract';

interface Asked {
  /** The platform's own origin, as registered. */
  origin: string;
  /** What the phone shows, written by the platform: plain text, at most 200 characters. */
  display: string;
  /** The browser that asked, as the platform saw it. */
  browser: { address: string; agent: string };
}

/** Parameters of the OpenID Connect request that the login answers (PKCE with S256). */
export interface LoginRequest extends Asked {
  oidc: { redirectUri: string; scope: string; nonce: string; codeChallenge: string };
}

export interface SealRequest extends Asked {
  /** Only a certificate of this unit qualifies. */
  uscc: string;
  document: Uint8Array;
  documentName: string;
  placement: SealPlacement;
}

/** An open session; plain JSON, so it can be stored. `secret` and `resultToken` never leave the platform's server. */
export interface OpenedSession extends OpenedScan {
  kind: ScanKind;
  origin: string;
}

export type ScanResult = { kind: 'login'; code: string } | { kind: 'seal'; documentId: string; fileName: string };

export interface PlatformClient {
  /** Opens a login. */
  openLogin(request: LoginRequest): Promise<OpenedSession>;
  /** Opens the sealing of one PDF. */
  openSeal(request: SealRequest): Promise<OpenedSession>;
  /** The link that the QR holds at `now`; draw a new one every two seconds. */
  scanLink(session: OpenedSession, now: Date): Promise<string>;
  /** Progress until the session ends; reconnects by itself. */
  watch(id: string, options?: { signal?: AbortSignal }): AsyncGenerator<ScanProgress, void, void>;
  /** The result of a confirmed session. A login's is given once (`scan/result-taken` afterwards), a seal's each time. */
  takeResult(session: { id: string; resultToken: string }): Promise<ScanResult>;
  /** The sealed PDF, as often as wanted. */
  downloadSealed(documentId: string): Promise<{ fileName: string; bytes: Uint8Array }>;
}
