/** A service for the client's tests: a real HTTP server that speaks the contract, with answers the test hands in. */
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { Socket } from 'node:net';
import { OpenAPIHandler } from '@orpc/openapi/node';
import { implement, ORPCError } from '@orpc/server';
import { experimental_ZodSmartCoercionPlugin as Coercion } from '@orpc/zod/zod4';
import { contract, isErrorCode, problem, PROBLEM_MEDIA_TYPE, type ErrorCode } from '@qianyin/contract';

interface Context {
  authorization: string | undefined;
}

export const os = implement(contract).$context<Context>();

/** What an operation of the test's service throws to refuse. */
export function refuse(code: ErrorCode, data?: Record<string, string | number>): ORPCError<ErrorCode, unknown> {
  return new ORPCError(code, { status: problem(code).status, data: problem(code, data ? { data } : {}) });
}

export interface TestService {
  url: string;
  /** Breaks every open connection, as a restarting service does. */
  breakConnections(): void;
  close(): Promise<void>;
}

/** Starts the service on a free port. */
export async function startTestService(
  router: ConstructorParameters<typeof OpenAPIHandler<Context>>[0],
): Promise<TestService> {
  const handler = new OpenAPIHandler<Context>(router, {
    plugins: [new Coercion()],
    customErrorResponseBodyEncoder: (error) => (isErrorCode(error.code) ? error.data : problem('server/internal')),
  });
  const sockets = new Set<Socket>();
  const server = createServer(async (request, response) => {
    const writeHead = response.writeHead.bind(response);
    response.writeHead = ((status: number, headers: Record<string, string>) =>
      writeHead(status, status < 400 ? headers : { ...headers, 'content-type': PROBLEM_MEDIA_TYPE })) as never;
    const { matched } = await handler.handle(request, response, {
      prefix: '/api',
      context: { authorization: request.headers.authorization },
    });
    if (!matched) response.writeHead(404).end('<h1>not here</h1>');
  });
  server.on('connection', (socket) => {
    sockets.add(socket);
    socket.on('close', () => sockets.delete(socket));
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const breakConnections = () => sockets.forEach((socket) => socket.destroy());
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    breakConnections,
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        breakConnections();
      }),
  };
}
