/** The interface for people and programs: OpenAPI 3.1 at /openapi.json, readable at /docs. */
import { OpenAPIGenerator } from '@orpc/openapi';
import { ZodToJsonSchemaConverter } from '@orpc/zod/zod4';
import scalar from '@scalar/fastify-api-reference';
import type { FastifyInstance } from 'fastify';
import type { ContractRouter } from './http.ts';

export async function mountDocs(app: FastifyInstance, router: ContractRouter, publicUrl: string): Promise<void> {
  let document: Promise<object> | undefined;
  // Generated when first asked for: a start does not pay for it.
  const openapi = (): Promise<object> => {
    document ??= generate(router, publicUrl);
    return document;
  };
  app.get('/openapi.json', async (_request, reply) => reply.header('cache-control', 'no-cache').send(await openapi()));
  await app.register(scalar, {
    routePrefix: '/docs',
    configuration: { url: '/openapi.json', telemetry: false, withDefaultFonts: false, hideClientButton: true },
  });
}

function generate(router: ContractRouter, publicUrl: string): Promise<object> {
  const generator = new OpenAPIGenerator({ schemaConverters: [new ZodToJsonSchemaConverter()] });
  return generator.generate(router, {
    info: { title: 'Qianyin 签印', version: '0.1.0', description: 'Certificates, seals and scan sessions.' },
    servers: [{ url: `${publicUrl}/api` }],
    components: {
      securitySchemes: {
        dpop: { type: 'http', scheme: 'DPoP', description: 'RFC 9449: token and proof of the device key' },
        deskCookie: { type: 'apiKey', in: 'cookie', name: 'qy_desk', description: 'with the header x-csrf-token' },
        clientCredentials: { type: 'http', scheme: 'basic', description: 'client id and secret of a platform' },
      },
    },
  });
}
