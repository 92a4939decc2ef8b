/** The built front ends. Hashed assets are cached for ever, documents never; unknown paths of an app get its document. */
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import fastifyStatic from '@fastify/static';
import type { FastifyInstance, FastifyRequest } from 'fastify';
import { sendProblem } from './edge.ts';

interface StaticApp {
  /** `/wallet/` or `/`. */
  prefix: string;
  folder: string;
  /** Paths (besides the prefix itself) that are routes of the app. */
  routes: readonly string[];
}

export async function serveApps(app: FastifyInstance, apps: readonly StaticApp[]): Promise<void> {
  for (const { prefix, folder, routes } of apps) {
    if (!existsSync(join(folder, 'index.html'))) continue;
    await app.register(async (scope) => {
      await scope.register(fastifyStatic, {
        root: folder,
        prefix,
        index: false,
        // A route for each file that is there; everything else is decided below.
        wildcard: false,
        cacheControl: false,
        setHeaders: (reply, path) => {
          const hashed = path.includes(`${folder}/assets/`);
          void reply.header('cache-control', hashed ? 'public, max-age=31536000, immutable' : 'no-cache');
        },
      });
      for (const route of [prefix, ...routes])
        scope.get(route, (request, reply) =>
          // A file that is gone (an asset of an older build) must not be answered with a page.
          isPage(request.url) ? reply.header('cache-control', 'no-cache').sendFile('index.html') : reply.callNotFound(),
        );
      // A mistyped address gets the page that says so in the reader's language; a program gets a problem.
      if (prefix === '/')
        scope.setNotFoundHandler((request, reply) => {
          if (wantsPage(request)) return reply.code(404).header('cache-control', 'no-cache').sendFile('index.html');
          return sendProblem(reply, 'request/not-found');
        });
    });
  }
}

function wantsPage({ method, url, headers }: FastifyRequest): boolean {
  return method === 'GET' && isPage(url) && (headers.accept?.includes('text/html') ?? false);
}

function isPage(url: string): boolean {
  return !/\.[a-z0-9]+$/i.test(url.split('?')[0] ?? '');
}
