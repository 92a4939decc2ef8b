/**
 * The lightweight profile for busy responders (RFC 5019): answers signed ahead of any request, one certificate each and
 * without a nonce, kept by HTTP caches until their next update. Such an answer is written like every other one.
 */
import type { OcspRequest } from './request.ts';
import type { OcspResponseData } from './response.ts';

/** Whether a pre-signed answer satisfies the request: one certificate, no nonce (§2.1.1). */
export function isLightweightRequest({ certIds, nonce }: OcspRequest): boolean {
  return certIds.length === 1 && nonce === undefined;
}

/** What follows the responder's URL in a GET (§5), or undefined where POST must be used: 255 characters in all. */
export function ocspGetPath(url: string, request: Uint8Array): string | undefined {
  let binary = '';
  for (const byte of request) binary += String.fromCharCode(byte);
  const path = encodeURIComponent(btoa(binary));
  return url.replace(/\/$/, '').length + 1 + path.length <= 255 ? path : undefined;
}

export interface OcspCaching {
  /** Whole seconds an answer may still be kept, for Cache-Control max-age. */
  maxAgeSeconds: number;
  lastModified: Date;
  expires: Date;
}

/** HTTP freshness of an answer at a moment (§6.2); undefined when it must not be kept. */
export function ocspCaching({ answers, nonce }: OcspResponseData, at: Date): OcspCaching | undefined {
  const [first, ...rest] = answers;
  if (!first || rest.length > 0 || nonce !== undefined || first.nextUpdate === undefined) return undefined;
  const maxAgeSeconds = Math.floor((first.nextUpdate.getTime() - at.getTime()) / 1000);
  if (!(maxAgeSeconds > 0 && first.thisUpdate <= at)) return undefined;
  return { maxAgeSeconds, lastModified: first.thisUpdate, expires: first.nextUpdate };
}
