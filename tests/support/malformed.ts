/** HTTP that no client of ours would send, written to the line as it stands: nothing tidies paths or bodies up. */
import { Agent, request as httpRequest } from 'node:http';
import type { ErrorCode } from '@qianyin/contract';
import type { Answer } from './calls.ts';
import type { Story } from './story.ts';

export interface RawRequest {
  path: string;
  method?: string;
  headers?: Record<string, string>;
  body?: string | Buffer;
  /** With a wallet's credentials for this path. */
  as?: 'wallet';
  /** Sent in pieces, without its length. */
  chunked?: boolean;
}

// Closed at once, a connection would take the answer with it while the rest of a large body is still on its way.
const agent = new Agent({ keepAlive: true, timeout: 5_000 });

export function send(
  { url }: Story,
  { path, method = 'GET', headers = {}, body, chunked }: RawRequest,
): Promise<Answer> {
  const length = body === undefined || chunked === true ? {} : { 'content-length': String(Buffer.byteLength(body)) };
  return new Promise((resolve, reject) => {
    const request = httpRequest({
      agent,
      host: '127.0.0.1',
      port: new URL(url).port,
      path,
      method,
      headers: { host: new URL(url).host, ...length, ...headers },
    });
    request.on('response', (response) => {
      response.setEncoding('utf8');
      let text = '';
      response.on('data', (piece: string) => (text += piece));
      response.on('end', () =>
        resolve({ status: response.statusCode ?? 0, headers: headersOf(response.headersDistinct), text }),
      );
    });
    request.on('error', reject);
    if (chunked === true) request.write(body);
    request.end(chunked === true ? undefined : body);
  });
}

function headersOf(distinct: NodeJS.Dict<string[]>): Headers {
  const headers = new Headers();
  for (const [name, values] of Object.entries(distinct)) for (const value of values ?? []) headers.append(name, value);
  return headers;
}

const SEND = '/api/accounts/send-login-code';
const json = { 'content-type': 'application/json' };
const post = (body: string | Buffer, headers: Record<string, string> = json): RawRequest => ({
  path: SEND,
  method: 'POST',
  headers,
  body,
});
const right = JSON.stringify({ phone: '13900000077' });
const formType = { 'content-type': 'multipart/form-data; boundary=b' };

export const malformedRequests: { what: string; request: RawRequest; code: ErrorCode }[] = [
  { what: 'an unknown operation', request: { path: '/api/orders/no-such' }, code: 'request/not-found' },
  { what: 'an unknown domain', request: { path: '/api/x', method: 'POST' }, code: 'request/not-found' },
  { what: 'the root of the interface', request: { path: '/api/' }, code: 'request/not-found' },
  { what: 'a way out of it', request: { path: '/api/..%2f..%2fetc/passwd' }, code: 'request/not-found' },
  { what: 'a change by GET', request: { path: SEND }, code: 'request/not-found' },
  {
    what: 'a read by POST',
    request: { path: '/api/catalogue/list-products', method: 'POST' },
    code: 'request/not-found',
  },
  { what: 'another method', request: { path: SEND, method: 'DELETE' }, code: 'request/not-found' },
  { what: 'half a JSON', request: post('{"phone":'), code: 'request/invalid' },
  { what: 'no body', request: { path: SEND, method: 'POST', headers: json }, code: 'request/invalid' },
  { what: 'null', request: post('null'), code: 'request/invalid' },
  { what: 'a list', request: post('[]'), code: 'request/invalid' },
  { what: 'a text', request: post('"13900000077"'), code: 'request/invalid' },
  { what: 'bytes that are no UTF-8', request: post(Buffer.from([0x7b, 0xff, 0xfe, 0x7d])), code: 'request/invalid' },
  { what: 'plain text', request: post(right, { 'content-type': 'text/plain' }), code: 'request/invalid' },
  { what: 'XML', request: post('<phone/>', { 'content-type': 'application/xml' }), code: 'request/invalid' },
  { what: 'a type that is none', request: post(right, { 'content-type': '///' }), code: 'request/invalid' },
  {
    what: 'a form without a boundary',
    request: post(right, { 'content-type': 'multipart/form-data' }),
    code: 'request/invalid',
  },
  { what: 'half a form', request: post('--b\r\ncontent-disposition: form', formType), code: 'request/invalid' },
  { what: 'lists a hundred thousand deep', request: post('['.repeat(100_000)), code: 'request/invalid' },
  { what: 'objects ten thousand deep', request: post(nested(10_000)), code: 'request/invalid' },
  { what: 'a prototype', request: post(`{"__proto__":${right}}`), code: 'request/invalid' },
  { what: 'a megabyte of JSON', request: post(`{"phone":"${'1'.repeat(1 << 20)}"}`), code: 'request/too-large' },
  { what: 'a body without its length', request: { ...post(right), chunked: true }, code: 'request/too-large' },
  { what: 'a query of brackets', request: wallet(`orderId${'[a]'.repeat(2_000)}=1`), code: 'request/invalid' },
  { what: 'a query of thousands of names', request: wallet('a=1&'.repeat(3_000)), code: 'request/invalid' },
  { what: 'a prototype in the query', request: wallet('__proto__[orderId]=1'), code: 'request/invalid' },
  { what: 'an id twice', request: wallet('orderId=1&orderId=2'), code: 'request/invalid' },
  { what: 'a path that is not encoded', request: { path: '/api/%zz' }, code: 'request/invalid' },
  {
    what: 'a header of seventy kilobytes',
    request: { path: '/api/x', headers: { 'x-junk': 'x'.repeat(70_000) } },
    code: 'request/too-large',
  },
  {
    what: 'credentials of another kind',
    request: { path: '/api/accounts/show-account', headers: { authorization: 'Bearer x' } },
    code: 'auth/required',
  },
  {
    what: 'a platform’s id that no platform can have',
    request: {
      path: '/api/scan-sessions/watch-scan-session?id=AAAAAAAAAAAAAAAAAAAAAA',
      headers: { authorization: `Basic ${btoa('%00:x')}` },
    },
    code: 'platforms/client-unknown',
  },
  {
    what: 'a proof that is none',
    request: {
      path: '/api/accounts/show-account',
      headers: { authorization: `DPoP ${'x'.repeat(43)}`, dpop: 'a.b.c' },
    },
    code: 'auth/session-expired',
  },
  {
    what: 'a page of another site',
    request: { ...post(right), headers: { ...json, origin: 'https://evil.example' } },
    code: 'auth/csrf',
  },
];

function nested(depth: number): string {
  return `${'{"phone":'.repeat(depth)}1${'}'.repeat(depth)}`;
}

function wallet(query: string): RawRequest {
  return { path: `/api/orders/show-order?${query}`, as: 'wallet' };
}
