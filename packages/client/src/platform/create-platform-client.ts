/**
 * What a trading platform's server needs of the service: open a scan session, draw its link, watch it, take the
 * result. Client credentials stay on that server; nothing here belongs into a browser.
 * Left out: logging people in. That is plain OpenID Connect with the code that takeResult answers.
 */
import {
  displayText,
  openedScan,
  scanProgress,
  scanRequestDigest,
  type ScanRequestDigestInput,
} from '@qianyin/contract';
import { createClient } from '../create-client.ts';
import type { Fetch } from '../problem-fetch.ts';
import type { LoginRequest, OpenedSession, PlatformClient, SealRequest } from './model.ts';
import { scanLink } from './scan-link.ts';
import { watchSession } from './watch-session.ts';

export interface PlatformClientOptions {
  /** Address at which this server reaches the service, without `/api`. */
  serviceUrl: string;
  clientId: string;
  clientSecret: string;
  fetch?: Fetch;
}

/** Makes the platform's client. Calls throw ProblemError or NetworkError. */
export function createPlatformClient(options: PlatformClientOptions): PlatformClient {
  const authorization = basic(options.clientId, options.clientSecret);
  const { scanSessions } = createClient({
    baseUrl: options.serviceUrl,
    headers: () => ({ authorization }),
    ...(options.fetch ? { fetch: options.fetch } : {}),
  });

  return {
    async openLogin(request: LoginRequest) {
      const asked = { ...request, kind: 'login' as const, display: displayText.parse(request.display) };
      return session(await scanSessions.openScanSession(asked), asked);
    },
    async openSeal(request: SealRequest) {
      const asked = {
        ...request,
        kind: 'seal' as const,
        display: displayText.parse(request.display),
        documentName: displayText.parse(request.documentName),
      };
      const file = new File([new Uint8Array(request.document)], 'document.pdf', { type: 'application/pdf' });
      return session(await scanSessions.openScanSession({ ...asked, document: file }), asked);
    },
    scanLink,
    watch: (id, watching = {}) =>
      watchSession(
        async (signal) =>
          withSchema(await scanSessions.watchScanSession({ id }, signal ? { signal } : {}), (value) =>
            scanProgress.parse(value),
          ),
        watching.signal,
      ),
    takeResult: ({ id, resultToken }) => scanSessions.takeScanResult({ id, resultToken }),
    async downloadSealed(documentId) {
      const file = await scanSessions.downloadSealedDocument({ documentId });
      return { fileName: file.name, bytes: new Uint8Array(await file.arrayBuffer()) };
    },
  };
}

/** The service's answer, checked: it must name what was asked, or the phone would show something else. */
async function session(answer: unknown, asked: ScanRequestDigestInput): Promise<OpenedSession> {
  const opened = openedScan.parse(answer);
  if (opened.digest !== (await scanRequestDigest(asked))) throw new Error('the service opened another request');
  return { ...opened, kind: asked.kind, origin: asked.origin };
}

async function* withSchema<T>(source: AsyncIterable<unknown>, parse: (value: unknown) => T): AsyncGenerator<T> {
  for await (const value of source) yield parse(value);
}

/** RFC 7617 with RFC 6749 §2.3.1: both parts form-encoded, so that a colon or a sign in them changes nothing. */
function basic(id: string, secret: string): string {
  return `Basic ${btoa(`${encodeURIComponent(id)}:${encodeURIComponent(secret)}`)}`;
}
