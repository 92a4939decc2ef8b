/** The HTTP server: security headers, cookies, the same-origin check, problems, and the built pages. */
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import fastifyCookie from '@fastify/cookie';
import fastifyHelmet from '@fastify/helmet';
import fastifyStatic from '@fastify/static';
import { PROBLEM_MEDIA_TYPE } from '@qianyin/contract';
import { browserSecurity } from '@qianyin/service/browsers';
import { unkeepableText } from '@qianyin/service/text';
import { answerUnparsed } from '@qianyin/service/unparsed';
import fastify, { type FastifyInstance, type FastifyReply, type FastifyRequest, LogController } from 'fastify';
import type { Logger } from 'pino';
import { type ExchangeProblem, exchangeProblem } from '../../shared/errors.ts';
import { MAX_PDF_BYTES, MAX_PDF_MEGABYTES } from '../../shared/views.ts';
import { problemFor, Refusal } from './refusal.ts';

declare module 'fastify' {
  interface FastifyContextConfig {
    /** The body is a PDF: what is refused about it is told in a file's words. */
    takesPdf?: boolean;
  }
}

export interface HttpOptions {
  publicUrl: string;
  tls?: { key: string; cert: string } | undefined;
  webRoot: string;
  log: Logger;
}

/** Paths that are pages of the front end. */
const PAGES = ['/', '/login', '/seal', '/documents', '/verify'];

export async function buildHttp(options: HttpOptions): Promise<FastifyInstance> {
  const app = fastify({
    ...(options.tls ? { https: options.tls } : {}),
    loggerInstance: options.log,
    logController: new LogController({ disableRequestLogging: true }),
    bodyLimit: 64 * 1024,
    requestTimeout: 60_000,
    forceCloseConnections: true,
    // An address that cannot be decoded is refused before any route is looked for.
    frameworkErrors: (_error, _request, reply) =>
      void sendProblem(reply as FastifyReply, exchangeProblem('exchange/request-invalid')),
    clientErrorHandler: answerUnparsed(() => exchangeProblem('exchange/request-invalid')),
  }) as unknown as FastifyInstance;
  await app.register(fastifyCookie);
  await app.register(fastifyHelmet, browserSecurity(options.publicUrl));
  app.addContentTypeParser('application/pdf', { parseAs: 'buffer', bodyLimit: MAX_PDF_BYTES }, (_request, body, done) =>
    done(null, body),
  );
  const origin = new URL(options.publicUrl).origin;
  app.addHook('onRequest', async (request) => {
    // Another site's page cannot forge its origin: stops login CSRF too, where no token exists yet.
    if (request.method !== 'GET' && request.method !== 'HEAD' && request.headers.origin !== origin)
      throw new Refusal('exchange/origin-wrong');
  });
  app.addHook('preValidation', async ({ body, query }) => {
    if (unkeepableText([Buffer.isBuffer(body) ? null : body, query]) !== null)
      throw new Refusal('exchange/request-invalid');
  });
  app.addHook('onSend', async (request, reply) => {
    if (request.url.startsWith('/api/') && !reply.hasHeader('cache-control')) {
      void reply.header('cache-control', 'no-store');
    }
  });
  app.setErrorHandler(async (error, request, reply) => {
    const problem = problemFor(error) ?? libraryProblem(error, request);
    if (problem.status >= 500) options.log.error({ err: error }, 'request failed');
    return sendProblem(reply, problem);
  });
  app.get('/health', () => ({ ok: true }));
  await servePages(app, options.webRoot);
  return app;
}

/** Fastify's own refusals: a body too large, malformed, or of a type that the route does not take. */
function libraryProblem(error: unknown, { routeOptions }: FastifyRequest): ExchangeProblem {
  const { statusCode = 500 } = error as { statusCode?: number };
  const takesPdf = routeOptions.config.takesPdf === true;
  if (takesPdf && statusCode === 413)
    return exchangeProblem('exchange/file-too-large', { maxMegabytes: MAX_PDF_MEGABYTES });
  if (takesPdf && statusCode === 415) return exchangeProblem('exchange/not-a-pdf');
  return exchangeProblem(statusCode < 500 ? 'exchange/request-invalid' : 'exchange/internal');
}

function sendProblem(reply: FastifyReply, problem: ExchangeProblem): FastifyReply {
  return reply.code(problem.status).type(PROBLEM_MEDIA_TYPE).send(problem);
}

async function servePages(app: FastifyInstance, folder: string): Promise<void> {
  const built = existsSync(join(folder, 'index.html'));
  app.setNotFoundHandler(async (request, reply) => {
    const problem = exchangeProblem('exchange/not-found');
    // A person who mistyped an address gets the page that says so.
    const wantsPage = built && request.method === 'GET' && !!request.headers.accept?.includes('text/html');
    if (wantsPage) return reply.code(404).header('cache-control', 'no-cache').sendFile('index.html');
    return sendProblem(reply, problem);
  });
  if (!built) return;
  await app.register(fastifyStatic, {
    root: folder,
    prefix: '/',
    index: false,
    cacheControl: false,
    setHeaders: (reply, path) => {
      const hashed = path.startsWith(join(folder, 'assets'));
      void reply.header('cache-control', hashed ? 'public, max-age=31536000, immutable' : 'no-cache');
    },
  });
  for (const page of [...PAGES, '/seal/*'])
    app.get(page, (_request, reply) => reply.header('cache-control', 'no-cache').sendFile('index.html'));
}
