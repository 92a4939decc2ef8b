/**
 * The interface for people and programs: OpenAPI 3.1 at /openapi.json, readable at /docs by Swagger UI. The document is
 * generated when first asked for, so that neither start nor memory pays for it.
 */
import { readFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import type { FastifyInstance } from 'fastify';
import type { ContractRouter } from './http.ts';

const SWAGGER_UI = dirname(createRequire(import.meta.url).resolve('swagger-ui-dist/package.json'));
const FILES: Record<string, string> = {
  'swagger-ui.css': 'text/css; charset=utf-8',
  'swagger-ui-bundle.js': 'text/javascript; charset=utf-8',
};

const PAGE = `<!doctype html>
<html lang="zh-CN">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>接口文档 API · 签印 Qianyin</title>
<link rel="stylesheet" href="/docs/swagger-ui.css">
</head>
<body>
<div id="docs"></div>
<script src="/docs/swagger-ui-bundle.js"></script>
<script src="/docs/start.js"></script>
</body>
</html>
`;
// A file of its own: the content security policy allows no script inside the page.
const START = `window.addEventListener('load', () => {
  SwaggerUIBundle({
    url: '/openapi.json',
    dom_id: '#docs',
    deepLinking: true,
    docExpansion: 'none',
    defaultModelsExpandDepth: 0,
    tagsSorter: 'alpha',
    validatorUrl: null,
  });
});
`;

export function mountDocs(app: FastifyInstance, router: ContractRouter, publicUrl: string): void {
  let document: Promise<object> | undefined;
  app.get('/openapi.json', async (_request, reply) => {
    document ??= import('./openapi.ts').then(({ generateOpenApi }) => generateOpenApi(router, publicUrl));
    return reply.header('cache-control', 'no-cache').send(await document);
  });
  app.get('/docs', (_request, reply) => reply.type('text/html; charset=utf-8').send(PAGE));
  app.get('/docs/', (_request, reply) => reply.redirect('/docs', 301));
  app.get('/docs/start.js', (_request, reply) => reply.type('text/javascript; charset=utf-8').send(START));
  for (const [name, type] of Object.entries(FILES)) {
    app.get(`/docs/${name}`, async (_request, reply) =>
      reply
        .type(type)
        .header('cache-control', 'public, max-age=3600')
        .send(await readFile(join(SWAGGER_UI, name))),
    );
  }
}
