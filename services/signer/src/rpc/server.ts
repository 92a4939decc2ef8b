/** The signer's door: HTTP on a unix socket, one POST per method, GET /health without a token for the launcher. */
import { createServer } from 'node:http';
import type { IncomingMessage, Server, ServerResponse } from 'node:http';
import type { Logger } from 'pino';
import { MAX_BODY, SignerError } from '../interface/index.ts';
import { answer, methodOf, statusOf } from './answer.ts';
import { readJsonBody } from './body.ts';
import type { Handlers } from './handlers.ts';
import { tokenCheck } from './token.ts';

export interface RpcOptions {
  handlers: Handlers;
  token: string;
  log: Logger;
}

/** Makes the server; listening is listen.ts. Logs hold method, code and duration, never a request or a reply. */
export function createRpcServer({ handlers, token, log }: RpcOptions): Server {
  const authorised = tokenCheck(token);

  async function respond(request: IncomingMessage): Promise<{ status: number; body: string }> {
    if (request.method === 'GET' && request.url === '/health') return { status: 200, body: '{"ok":{}}' };
    if (!authorised(request.headers.authorization)) throw new SignerError('signer/unauthorised');
    if (request.method !== 'POST') throw new SignerError('signer/unknown-method');
    const name = methodOf(request.url ?? '');
    const body = await answer(handlers, name, await readJsonBody(request, MAX_BODY));
    return { status: 200, body };
  }

  const server = createServer((request, response) => {
    const began = performance.now();
    respond(request)
      .catch((error: unknown) => refuse(error, log))
      .then(({ status, body }) => {
        const ms = Math.round(performance.now() - began);
        log.debug({ path: request.url, status, ms }, 'call');
        send(response, status, body);
        // What is left of a refused body is read and forgotten, for as long as requestTimeout lets it come.
        request.resume();
      })
      .catch((error: unknown) => log.error({ err: error }, 'answer not sent'));
  });
  server.requestTimeout = 15_000;
  server.headersTimeout = 5_000;
  server.keepAliveTimeout = 30_000;
  server.maxHeadersCount = 32;
  return server;
}

function refuse(error: unknown, log: Logger): { status: number; body: string } {
  if (error instanceof SignerError) {
    const { code, data } = error;
    log.info({ code, ...data }, 'refused');
    return { status: statusOf(code), body: JSON.stringify({ code, data }) };
  }
  log.error({ err: error }, 'failed');
  return { status: 500, body: JSON.stringify({ code: 'signer/internal' }) };
}

function send(response: ServerResponse, status: number, body: string): void {
  response.writeHead(status, { 'content-type': 'application/json', 'content-length': Buffer.byteLength(body) });
  response.end(body);
}
