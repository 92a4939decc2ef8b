/**
 * OpenAPI 3.1 of the public interface, made from the contract: errors as the RFC 9457 problems they are, with the
 * codes of each operation, and file inputs as the multipart forms they travel in.
 */
import { OpenAPIGenerator } from '@orpc/openapi';
import { ZodToJsonSchemaConverter } from '@orpc/zod/zod4';
import { PROBLEM_MEDIA_TYPE } from '@qianyin/contract';
import type { ContractRouter } from './http.ts';

type Operation = {
  requestBody?: { content?: Record<string, unknown> };
  responses?: Record<string, { content?: Record<string, unknown> }>;
};

const DESCRIPTION = `Certificates, seals and scan sessions. 证书、印章与扫码会话。

Bytes are unpadded base64url (RFC 4648 §5), instants RFC 3339 in UTC, money integer cents. Errors are RFC 9457 problems
whose \`code\` is one of a closed list, explained at [/errors](/errors).`;

export async function generateOpenApi(router: ContractRouter, publicUrl: string): Promise<object> {
  const generator = new OpenAPIGenerator({ schemaConverters: [new ZodToJsonSchemaConverter()] });
  const document = await generator.generate(router, {
    info: { title: 'Qianyin 签印', version: '0.1.0', description: DESCRIPTION },
    servers: [{ url: `${publicUrl}/api` }],
    components: {
      securitySchemes: {
        dpop: { type: 'http', scheme: 'DPoP', description: 'RFC 9449: token and proof of the device key' },
        deskCookie: { type: 'apiKey', in: 'cookie', name: 'qy_desk', description: 'with the header x-csrf-token' },
        clientCredentials: { type: 'http', scheme: 'basic', description: 'client id and secret of a platform' },
      },
    },
    customErrorResponseBodySchema: (errors, status) => ({
      type: 'object',
      required: ['type', 'title', 'status', 'code'],
      properties: {
        type: { type: 'string', description: '/errors#<code>' },
        title: { type: 'string' },
        status: { const: status },
        code: { enum: errors.map(([code]) => code) },
        detail: { type: 'string' },
        fields: { type: 'object', additionalProperties: { type: 'string' }, description: 'field → rule broken' },
        data: { type: 'object', description: 'figures a person needs: tries left, seconds to wait' },
      },
    }),
  });
  for (const path of Object.values(document.paths ?? {})) {
    for (const operation of Object.values(path ?? {})) correctMediaTypes(operation as Operation);
  }
  return document;
}

function correctMediaTypes({ requestBody, responses }: Operation): void {
  if (requestBody?.content && JSON.stringify(requestBody.content).includes('contentMediaType'))
    rename(requestBody.content, 'application/json', 'multipart/form-data');
  for (const [status, response] of Object.entries(responses ?? {})) {
    if (response.content && Number(status) >= 400) rename(response.content, 'application/json', PROBLEM_MEDIA_TYPE);
  }
}

function rename(content: Record<string, unknown>, from: string, to: string): void {
  if (content[from] === undefined) return;
  content[to] ??= content[from];
  delete content[from];
}
