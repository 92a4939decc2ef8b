/** The HTTP server: security headers, cookies, the same-origin check, problems, and the built pages. */
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import fastifyCookie from '@fastify/cookie';
import fastifyHelmet from '@fastify/helmet';
import fastifyStatic from '@fastify/static';
import { PROBLEM_MEDIA_TYPE } from '@qianyin/contract';
import { browserSecurity } from '@qianyin/service/browsers';
import fastify, { type FastifyInstance, LogController } from 'fastify';
import type { Logger } from 'pino';
import { exchangeProblem } from '../../shared/errors.ts';
import { MAX_PDF_BYTES } from '../../shared/views.ts';
import { problemFor, Refusal } from './refusal.ts';

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
  app.addHook('onSend', async (request, reply) => {
    if (request.url.startsWith('/api/') && !reply.hasHeader('cache-control')) {
      void reply.header('cache-control', 'no-store');
    }
  });
  app.setErrorHandler(async (error, _request, reply) => {
    const problem = problemFor(error) ?? libraryProblem(error);
    if (problem.status >= 500) options.log.error({ err: error }, 'request failed');
    return reply.code(problem.status).type(PROBLEM_MEDIA_TYPE).send(problem);
  });
  app.get('/health', () => ({ ok: true }));
  await servePages(app, options.webRoot);
  return app;
}

/** Fastify's own refusals: a body too large, malformed, or of a type that no route takes. */
function libraryProblem(error: unknown) {
  const status = (error as { statusCode?: number }).statusCode ?? 500;
  if (status === 413) return exchangeProblem('exchange/file-too-large', { maxMegabytes: 20 });
  if (status === 415) return exchangeProblem('exchange/not-a-pdf');
  return exchangeProblem(status < 500 ? 'exchange/request-invalid' : 'exchange/internal');
}

async function servePages(app: FastifyInstance, folder: string): Promise<void> {
  const built = existsSync(join(folder, 'index.html'));
  app.setNotFoundHandler(async (request, reply) => {
    const problem = exchangeProblem('exchange/not-found');
    // A person who mistyped an address gets the page that says so.
    const wantsPage = built && request.method === 'GET' && !!request.headers.accept?.includes('text/html');
    if (wantsPage) return reply.code(404).header('cache-control', 'no-cache').sendFile('index.html');
    return reply.code(problem.status).type(PROBLEM_MEDIA_TYPE).send(problem);
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
