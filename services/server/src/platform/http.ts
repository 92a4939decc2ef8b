/**
 * The HTTP server: security headers, body caps, the API under /api as an oRPC OpenAPI handler, and room for the plain
 * routes of domains (OCSP, CRL, notices). It knows no domain.
 */
import fastifyCookie from '@fastify/cookie';
import fastifyHelmet from '@fastify/helmet';
import { OpenAPIHandler } from '@orpc/openapi/fastify';
import type { Router } from '@orpc/server';
import { type Contract, PROBLEM_MEDIA_TYPE, problem } from '@qianyin/contract';
import { browserSecurity } from '@qianyin/service/browsers';
import { unkeepableText } from '@qianyin/service/text';
import fastify, { type FastifyInstance, type FastifyReply, type FastifyRequest } from 'fastify';
import type { Logger } from 'pino';
import { answerErrors, answerUnparsed, sendProblem } from './edge.ts';
import { Refusal } from './errors.ts';
import type { HttpContext } from './http-context.ts';
import { problemOf, toApiError } from './problems.ts';

/** Materials up to 10 MB and documents up to 20 MB, with room for the multipart frame. */
export const BODY_LIMIT = 21 * 1024 * 1024;
/** Everything without a file. */
const PLAIN_BODY_LIMIT = 256 * 1024;

export interface HttpOptions {
  publicUrl: string;
  tls?: { key: string; cert: string } | undefined;
  log: Logger;
}

export async function buildHttp(options: HttpOptions): Promise<FastifyInstance> {
  const app = fastify({
    ...(options.tls ? { https: options.tls } : {}),
    loggerInstance: options.log.child({}, { level: 'warn' }),
    bodyLimit: BODY_LIMIT,
    requestTimeout: 60_000,
    trustProxy: false,
    // An address that cannot be decoded is refused before any route is looked for.
    frameworkErrors: (_error, _request, reply) => void sendProblem(reply as FastifyReply, 'request/invalid'),
    clientErrorHandler: answerUnparsed,
  }) as unknown as FastifyInstance;
  answerErrors(app, options.log);
  await app.register(fastifyCookie);
  await app.register(fastifyHelmet, browserSecurity(options.publicUrl));
  app.get('/health', () => ({ ok: true }));
  return app;
}

/** Mounts the procedures under /api. Every error that leaves is a problem document. */
export function mountApi(
  app: FastifyInstance,
  router: ContractRouter,
  options: Pick<HttpOptions, 'publicUrl' | 'log'>,
): void {
  const handler = new OpenAPIHandler<HttpContext>(router, {
    clientInterceptors: [
      async ({ next, path, procedure, input }) => {
        try {
          const field = unkeepableText(input);
          if (field !== null)
            throw new Refusal('request/invalid', field === '' ? {} : { fields: { [field]: 'invalid' } });
          return await next();
        } catch (error) {
          const answer = toApiError(error, options.log);
          // The answer stands, but clients and the documentation know the contract only: the fault is ours.
          if (!Object.hasOwn(procedure['~orpc'].errorMap, answer.code))
            options.log.error({ path: path.join('.'), code: answer.code }, 'the contract declares no such refusal');
          throw answer;
        }
      },
    ],
    // A body that is no JSON is refused before the interceptor above.
    customErrorResponseBodyEncoder: (error) =>
      error.code === 'BAD_REQUEST' ? problem('request/invalid') : problemOf(error),
  });
  void app.register(async (scope) => {
    // The API reads bodies itself, multipart included, without a bound of its own: the cap below is the only one.
    scope.removeAllContentTypeParsers();
    scope.addContentTypeParser('*', (_request, _payload, done) => done(null, undefined));
    scope.addHook('onRequest', async (request, reply) => {
      if (isForeign(request, options.publicUrl)) await sendProblem(reply, 'auth/csrf');
      else if (mayBeTooLarge(request)) await sendProblem(reply, 'request/too-large');
    });
    scope.addHook('onSend', async (_request, reply) => {
      if (reply.statusCode >= 400) void reply.header('content-type', PROBLEM_MEDIA_TYPE);
      if (!reply.hasHeader('cache-control')) void reply.header('cache-control', 'no-store');
    });
    scope.all('/api/*', async (request, reply) => {
      const { matched } = await handler.handle(request, reply, {
        prefix: '/api',
        context: contextOf(request, reply, options.publicUrl),
      });
      if (!matched) await sendProblem(reply, 'request/not-found');
    });
  });
}

export type ContractRouter = Router<Contract, HttpContext>;

/**
 * By what the header says; Node lets no more than that through. A chunked body says nothing: whoever sends one without
 * an end would fill the memory of the process before anybody asked who he is.
 */
function mayBeTooLarge({ headers }: FastifyRequest): boolean {
  if (headers['transfer-encoding'] !== undefined) return true;
  const isForm = headers['content-type']?.startsWith('multipart/form-data') ?? false;
  return Number(headers['content-length'] ?? 0) > (isForm ? BODY_LIMIT : PLAIN_BODY_LIMIT);
}

/**
 * Another site's page, by the origin that browsers name and pages cannot. Logging in has no CSRF token yet: a form of
 * that page could log an operator in to the desk as somebody else.
 */
function isForeign({ method, headers }: FastifyRequest, publicUrl: string): boolean {
  const { origin, host } = headers;
  if (method === 'GET' || origin === undefined) return false;
  return origin !== new URL(publicUrl).origin && origin.replace(/^https?:\/\//, '') !== host;
}

function contextOf(request: FastifyRequest, reply: FastifyReply, publicUrl: string): HttpContext {
  return {
    method: request.method,
    url: publicUrl + new URL(request.url, publicUrl).pathname,
    address: request.ip,
    header: (name) => {
      const value = request.headers[name];
      return Array.isArray(value) ? value[0] : value;
    },
    cookie: (name) => request.cookies[name],
    setCookie: (name, value, expires) => {
      const flags = { httpOnly: true, sameSite: 'strict', secure: publicUrl.startsWith('https:'), path: '/' } as const;
      if (value === null) void reply.clearCookie(name, flags);
      else void reply.setCookie(name, value, { ...flags, ...(expires ? { expires } : {}) });
    },
  };
}
