/**
 * The code in a scan link (specs/scan-session/v1.md §3): HMAC-SHA-256 under the session's secret over the session,
 * the second, the kind, the digest of everything requested, and the origin. Platform and service share this file.
 *
 * SHA-256 and not SM3, because a trading platform makes the code with what its language already has.
 */
import type { SealPlacement } from './model.ts';

const CODE_TAG = 'qianyin/scan-session/v1/code';
const DIGEST_TAG = 'qianyin/scan-session/v1/request';

/** How old a code may be, and how far its clock may run ahead, in seconds. */
export const SCAN_CODE_MAX_AGE = 10;
export const SCAN_CODE_MAX_AHEAD = 2;

export interface ScanCodeInput {
  /** Session identifier as it stands in the link. */
  id: string;
  /** Unix time in whole seconds. */
  t: number;
  kind: string;
  /** 32 bytes, base64url: scanRequestDigest of what was asked. */
  digest: string;
  origin: string;
}

export type ScanRequestDigestInput =
  | {
      kind: 'login';
      origin: string;
      display: string;
      oidc: { redirectUri: string; scope: string; nonce: string; codeChallenge: string };
    }
  | {
      kind: 'seal';
      origin: string;
      display: string;
      uscc: string;
      document: Uint8Array;
      documentName: string;
      placement: SealPlacement;
    };

/** Makes the code `c` of a link: 32 bytes as base64url. `secret` is the session's, base64url of 32 bytes. */
export async function makeScanCode(secret: string, input: ScanCodeInput): Promise<string> {
  return encode(await crypto.subtle.sign('HMAC', await hmacKey(secret, 'sign'), codeBytes(input)));
}

/** Whether `code` is the right one (constant time, by WebCrypto's verify). Its age is the caller's to judge. */
export async function checkScanCode(secret: string, input: ScanCodeInput, code: string): Promise<boolean> {
  if (!/^[A-Za-z0-9_-]{43}$/.test(code)) return false;
  const given = decode(code);
  // The last character has two spare bits: without this one code would have four spellings.
  if (encode(given.buffer) !== code) return false;
  return crypto.subtle.verify('HMAC', await hmacKey(secret, 'verify'), given, codeBytes(input));
}

/** Whether a code made at `t` is still good at `now`, both in Unix seconds. */
export function isScanCodeFresh(t: number, now: number): boolean {
  return now - t <= SCAN_CODE_MAX_AGE && t - now <= SCAN_CODE_MAX_AHEAD;
}

/** Digest of everything the platform asked for, so that a code is good for exactly that: base64url of 32 bytes. */
export async function scanRequestDigest(request: ScanRequestDigestInput): Promise<string> {
  const head = [text(DIGEST_TAG), text(request.kind), text(request.origin), text(request.display)];
  const rest =
    request.kind === 'login'
      ? [request.oidc.redirectUri, request.oidc.scope, request.oidc.nonce, request.oidc.codeChallenge].map(text)
      : [
          text(request.uscc),
          text(request.documentName),
          new Uint8Array(await crypto.subtle.digest('SHA-256', own(request.document))),
          text(placementText(request.placement)),
        ];
  return encode(await crypto.subtle.digest('SHA-256', lengthPrefixed([...head, ...rest])));
}

/** The whole link that the QR holds at Unix second `t`. */
export async function makeScanLink(
  session: { link: string; secret: string } & Omit<ScanCodeInput, 't'>,
  t: number,
): Promise<string> {
  const url = new URL(session.link);
  url.searchParams.set('t', String(t));
  url.searchParams.set('c', await makeScanCode(session.secret, { ...session, t }));
  return url.href;
}

function codeBytes(input: ScanCodeInput): Uint8Array<ArrayBuffer> {
  if (!Number.isSafeInteger(input.t) || input.t < 0) throw new TypeError('t must be whole seconds');
  const digest = decode(input.digest);
  if (digest.length !== 32) throw new TypeError('digest must be 32 bytes');
  return lengthPrefixed([
    text(CODE_TAG),
    text(input.id),
    text(String(input.t)),
    text(input.kind),
    digest,
    text(input.origin),
  ]);
}

/** Each field after its length as four bytes, big endian: no two lists of fields share their bytes. */
function lengthPrefixed(fields: Uint8Array[]): Uint8Array<ArrayBuffer> {
  const out = new Uint8Array(fields.reduce((sum, field) => sum + 4 + field.length, 0));
  const view = new DataView(out.buffer);
  let at = 0;
  for (const field of fields) {
    view.setUint32(at, field.length);
    out.set(field, at + 4);
    at += 4 + field.length;
  }
  return out;
}

/** Hundredths of a millimetre as whole numbers: a decimal fraction has no single spelling. */
function placementText({ page, xMm, yMm }: SealPlacement): string {
  return `${page},${Math.round(xMm * 100)},${Math.round(yMm * 100)}`;
}

function hmacKey(secret: string, use: 'sign' | 'verify') {
  const bytes = decode(secret);
  if (bytes.length !== 32) throw new TypeError('secret must be 32 bytes');
  return crypto.subtle.importKey('raw', bytes, { name: 'HMAC', hash: 'SHA-256' }, false, [use]);
}

const text = (value: string): Uint8Array<ArrayBuffer> => new TextEncoder().encode(value);
const own = (bytes: Uint8Array): Uint8Array<ArrayBuffer> => new Uint8Array(bytes);

function encode(bytes: ArrayBuffer): string {
  return btoa(String.fromCharCode(...new Uint8Array(bytes)))
    .replace(/\+/g, '-')
    .replace(/\//g, '_')
    .replace(/=+$/, '');
}

function decode(value: string): Uint8Array<ArrayBuffer> {
  return Uint8Array.from(atob(value.replace(/-/g, '+').replace(/_/g, '/')), (c) => c.charCodeAt(0));
}
