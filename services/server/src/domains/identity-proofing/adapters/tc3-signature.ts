/**
 * Tencent Cloud API signature v3 (TC3-HMAC-SHA256), signing side, for JSON POST requests to `/`.
 * Source: cloud.tencent.com/document/api/213/30654. Left out: GET, multipart, temporary tokens.
 * The provider's SDK would bring nine packages for these lines.
 */
import { createHash, createHmac } from 'node:crypto';

export interface Tc3Request {
  host: string;
  service: string;
  action: string;
  version: string;
  body: string;
  at: Date;
}

const CONTENT_TYPE = 'application/json; charset=utf-8';
const SIGNED_HEADERS = 'content-type;host;x-tc-action';

/** The headers of the signed request. */
export function tc3Headers(
  request: Tc3Request,
  secret: { secretId: string; secretKey: string },
): Record<string, string> {
  const timestamp = String(Math.floor(request.at.getTime() / 1000));
  const date = new Date(Number(timestamp) * 1000).toISOString().slice(0, 10);
  const scope = `${date}/${request.service}/tc3_request`;
  const canonical = [
    'POST',
    '/',
    '',
    `content-type:${CONTENT_TYPE}`,
    `host:${request.host}`,
    `x-tc-action:${request.action.toLowerCase()}`,
    '',
    SIGNED_HEADERS,
    sha256(request.body),
  ].join('\n');
  const toSign = ['TC3-HMAC-SHA256', timestamp, scope, sha256(canonical)].join('\n');
  const key = [date, request.service, 'tc3_request'].reduce<Buffer | string>(hmac, `TC3${secret.secretKey}`);
  return {
    'content-type': CONTENT_TYPE,
    'x-tc-action': request.action,
    'x-tc-version': request.version,
    'x-tc-timestamp': timestamp,
    authorization:
      `TC3-HMAC-SHA256 Credential=${secret.secretId}/${scope}, SignedHeaders=${SIGNED_HEADERS}, ` +
      `Signature=${hmac(key, toSign).toString('hex')}`,
  };
}

const sha256 = (text: string): string => createHash('sha256').update(text, 'utf8').digest('hex');
const hmac = (key: Buffer | string, text: string): Buffer => createHmac('sha256', key).update(text, 'utf8').digest();
