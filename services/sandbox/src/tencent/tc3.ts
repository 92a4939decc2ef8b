/**
 * Tencent Cloud's signature method v3, TC3-HMAC-SHA256, on the verifying side, for JSON POST requests.
 * Source: cloud.tencent.com/document/api/213/30654. Its worked example is a test.
 */
import { createHash, createHmac, timingSafeEqual } from 'node:crypto';

export interface Tc3Request {
  /** Header names in lower case. */
  headers: Record<string, string | undefined>;
  body: string;
}

export interface Tc3Secret {
  secretId: string;
  secretKey: string;
  service: string;
}

export type Tc3Refusal =
  | 'AuthFailure.SignatureExpire'
  | 'AuthFailure.SecretIdNotFound'
  | 'AuthFailure.SignatureFailure'
  | 'AuthFailure.InvalidAuthorization';

const TOLERANCE_SECONDS = 300;
const AUTHORIZATION =
  /^TC3-HMAC-SHA256 Credential=([^/,\s]+)\/(\d{4}-\d{2}-\d{2})\/([a-z0-9]+)\/tc3_request,\s*SignedHeaders=([a-z0-9;-]+),\s*Signature=([0-9a-f]{64})$/;

/** Why the request is refused, or null when its signature holds. */
export function verifyTc3(request: Tc3Request, secret: Tc3Secret, now: Date): Tc3Refusal | null {
  const [, id, date, service, signedHeaders, signature] =
    AUTHORIZATION.exec(request.headers['authorization'] ?? '') ?? [];
  if (!id || !date || !signedHeaders || !signature) return 'AuthFailure.InvalidAuthorization';
  if (id !== secret.secretId) return 'AuthFailure.SecretIdNotFound';
  const timestamp = request.headers['x-tc-timestamp'] ?? '';
  if (!/^\d{1,12}$/.test(timestamp) || Math.abs(now.getTime() / 1000 - Number(timestamp)) > TOLERANCE_SECONDS)
    return 'AuthFailure.SignatureExpire';
  const names = signedHeaders.split(';');
  if (service !== secret.service || dateOf(timestamp) !== date) return 'AuthFailure.SignatureFailure';
  // Without these two an attacker could send a signed body to another host, or as another type.
  if (!names.includes('content-type') || !names.includes('host')) return 'AuthFailure.SignatureFailure';
  const expected = signTc3(request, secret, timestamp, names);
  return timingSafeEqual(Buffer.from(signature), Buffer.from(expected)) ? null : 'AuthFailure.SignatureFailure';
}

/** The signature in lower-case hex that the named headers, the body and the time must have. */
export function signTc3(request: Tc3Request, secret: Tc3Secret, timestamp: string, names: readonly string[]): string {
  const lines = names.map((name) => `${name}:${(request.headers[name] ?? '').trim().toLowerCase()}\n`).join('');
  const canonical = ['POST', '/', '', lines, names.join(';'), sha256(request.body)].join('\n');
  const date = dateOf(timestamp);
  const scope = `${date}/${secret.service}/tc3_request`;
  const toSign = ['TC3-HMAC-SHA256', timestamp, scope, sha256(canonical)].join('\n');
  const key = hmac(hmac(hmac(`TC3${secret.secretKey}`, date), secret.service), 'tc3_request');
  return hmac(key, toSign).toString('hex');
}

const dateOf = (timestamp: string): string => new Date(Number(timestamp) * 1000).toISOString().slice(0, 10);
const sha256 = (text: string): string => createHash('sha256').update(text, 'utf8').digest('hex');
const hmac = (key: string | Buffer, text: string): Buffer => createHmac('sha256', key).update(text, 'utf8').digest();
